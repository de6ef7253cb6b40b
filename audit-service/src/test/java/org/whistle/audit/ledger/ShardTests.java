package org.whistle.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.whistle.kit.kafka.Topics;

/** Which log a partition feeds. */
class ShardTests {

    @Test
    void aPartitionOfTheCaseEventsIsALogAndTheAdminEventsAreTheLast() {
        assertThat(Shard.of(Topics.CASE_EVENTS, 0)).isEqualTo(new Shard(0));
        assertThat(Shard.of(Topics.CASE_EVENTS, 11)).isEqualTo(new Shard(11));
        assertThat(Shard.of(Topics.ADMIN_EVENTS, 0)).isEqualTo(Shard.ADMIN);
    }

    @Test
    void aPartitionTooManyIsNoLog() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shard.of(Topics.CASE_EVENTS, 12));
        assertThatIllegalArgumentException().isThrownBy(() -> Shard.of(Topics.ADMIN_EVENTS, 1));
    }
}
