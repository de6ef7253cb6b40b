package org.whistle.setup.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may read and write what: as in the event contract, in Compose and in Kubernetes. */
class KafkaAccessTests {

    private static final Path USERS = Path.of("../kubernetes/production/kafka-users.yaml");
    private static final Map<String, String> TOPICS =
            Map.of("case", "case-events", "reference", "reference-data", "admin", "admin-events");
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @MethodSource("eventTypes")
    void whoDecidesAnEventMayWriteItsTopic(String type) {
        String topic = TOPICS.get(type.substring(0, type.indexOf('.')));

        assertThat(Producer.values())
                .filteredOn(service -> service.mayDecide(EventTypes.find(type).orElseThrow()))
                .isNotEmpty()
                .allMatch(service -> KafkaAccess.of(service).contains(mayWrite(service, topic)));
    }

    static List<String> eventTypes() {
        return EventTypes.names();
    }

    @Test
    void whoDecidesNoEventOfATopicMayNotWriteIt() {
        assertThat(writersOf("case-events")).containsExactly(Producer.INTAKE, Producer.DISPATCH, Producer.DEPARTMENT);
        assertThat(writersOf("reference-data")).containsExactly(Producer.DISPATCH);
        assertThat(writersOf("admin-events")).containsExactly(Producer.values());
        assertThat(writersOf("case-events.dlt")).containsExactly(Producer.values());
    }

    @ParameterizedTest
    @EnumSource
    void theUsersOfKubernetesHaveTheSameRights(Producer service) throws IOException {
        assertThat(inManifest(service)).containsExactlyInAnyOrderElementsOf(KafkaAccess.of(service));
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
                .filter(service -> KafkaAccess.of(service).contains(mayWrite(service, topic)))
                .toList();
    }

    private static AclBinding mayWrite(Producer service, String topic) {
        return binding(service, ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.WRITE);
    }

    private static List<AclBinding> inManifest(Producer service) throws IOException {
        List<AclBinding> rights = new ArrayList<>();
        for (Object document : new Yaml().loadAll(Files.readString(USERS))) {
            JsonNode user = JSON.valueToTree(document);
            if (user.at("/metadata/name").asString().equals(service.service())) {
                user.at("/spec/authorization/acls").forEach(acl -> rights.addAll(bindings(service, acl)));
            }
        }
        return rights;
    }

    private static List<AclBinding> bindings(Producer service, JsonNode acl) {
        JsonNode resource = acl.get("resource");
        return acl.get("operations")
                .valueStream()
                .map(operation -> binding(
                        service,
                        ResourceType.fromString(resource.get("type").asString()),
                        resource.get("name").asString(),
                        resource.get("patternType").asString().equals("prefix")
                                ? PatternType.PREFIXED
                                : PatternType.LITERAL,
                        AclOperation.fromString(operation.asString())))
                .toList();
    }

    private static AclBinding binding(
            Producer service, ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + service.service(), "*", operation, AclPermissionType.ALLOW));
    }
}
