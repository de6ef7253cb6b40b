package org.whistle.setup.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.whistle.events.Producer;

/** Who may read and write what. */
class KafkaAccessTests {

    @Test
    void onlyDesksWriteCaseEventsAndOnlyTheCommandCenterReferenceData() {
        assertThat(writersOf("case-events")).containsExactly(Producer.INTAKE, Producer.DISPATCH, Producer.DEPARTMENT);
        assertThat(writersOf("reference-data")).containsExactly(Producer.DISPATCH);
        assertThat(writersOf("admin-events")).containsExactly(Producer.DISPATCH, Producer.AUDIT);
    }

    @Test
    void everyServiceHasGroupsOfItsOwnNameOnlyAndNoneManagesTopics() {
        for (Producer service : Producer.values()) {
            List<AclBinding> access = KafkaAccess.of(service);

            assertThat(access)
                    .filteredOn(binding -> binding.pattern().resourceType() == ResourceType.GROUP)
                    .singleElement()
                    .satisfies(binding -> {
                        assertThat(binding.pattern().name()).isEqualTo(service.service());
                        assertThat(binding.pattern().patternType()).isEqualTo(PatternType.PREFIXED);
                    });
            assertThat(access)
                    .allMatch(binding -> binding.entry().principal().equals("User:" + service.service()))
                    .allMatch(binding -> List.of(AclOperation.READ, AclOperation.WRITE)
                            .contains(binding.entry().operation()));
        }
    }

    private static List<Producer> writersOf(String topic) {
        return Arrays.stream(Producer.values())
                .filter(service -> KafkaAccess.of(service).stream()
                        .anyMatch(binding -> binding.pattern().name().equals(topic)
                                && binding.entry().operation() == AclOperation.WRITE))
                .toList();
    }
}
