package org.whistle.kit.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;

/** How late a record is: by the clocks of databases, not by this machine's. */
class IncomingTests {

    private static final Instant RECORDED = Instant.parse("2001-02-03T04:05:06Z");

    @Test
    void isAsLateAsTheDatabaseSays() {
        assertThat(late(RECORDED.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void isNeverEarly() {
        assertThat(late(RECORDED.minusSeconds(1))).isZero();
    }

    private static Duration late(Instant now) {
        Envelope envelope = new Envelope(
                UUID.randomUUID(),
                "/department-service",
                EventTypes.nameOf(DepartmentEvent.Accepted.class),
                "case",
                RECORDED,
                "dept-water",
                "DEPARTMENT",
                "350999001001001",
                1,
                null,
                1,
                null,
                null,
                List.of(),
                new DepartmentEvent.Accepted());
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(
                "case-events",
                0,
                0,
                RECORDED.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
        return new Incoming(message, null, new SignerCheck.Verdict.Trusted(envelope))
                .inbound(envelope, now)
                .late();
    }
}
