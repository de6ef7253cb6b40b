package org.whistle.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.VoidReason;

class EventCodecTests {

    private static final Envelope VOIDED = SampleOf.envelope(IntakeEvent.Voided.class);

    @Test
    void writesCanonicalJsonWithSortedNames() {
        String json = new String(EventCodec.encode(VOIDED), StandardCharsets.UTF_8);

        assertThat(json).startsWith("{\"actor\":\"grid\",\"actorrole\":\"GRID_WORKER\",\"assignmentid\":");
        assertThat(json)
                .contains("\"specversion\":\"1.0\"")
                .doesNotContain("\n")
                .doesNotContain(": ");
    }

    @Test
    void writesTheSameBytesEveryTime() {
        assertThat(EventCodec.encode(EventCodec.decode(EventCodec.encode(VOIDED))))
                .isEqualTo(EventCodec.encode(VOIDED));
    }

    @Test
    void leavesAbsentFieldsOut() {
        Envelope bare = with(new IntakeEvent.Located("350999001001001", null));

        assertThat(new String(EventCodec.encode(bare), StandardCharsets.UTF_8)).doesNotContain("position");
        assertThat(EventCodec.decode(EventCodec.encode(bare))).isEqualTo(bare);
    }

    @Test
    void ignoresFieldsOfALaterTime() {
        String json = new String(EventCodec.encode(VOIDED), StandardCharsets.UTF_8);
        String later = json.replace("\"data\":{", "\"data\":{\"colour\":\"red\",")
                .replace("{\"actor\"", "{\"new\":1,\"actor\"");

        assertThat(EventCodec.decode(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(VOIDED);
    }

    /** The first NULs came in before the doors refused them; a ledger keeps what it has. */
    @Test
    void readsANulAsAReplacementCharacter() {
        byte[] value = EventCodec.encode(
                with(new DispatchEvent.TicketRejected(RejectReason.INCOMPLETE, "a\u0000\u0000b \\u0000 \\\u0000")));

        assertThat(new String(value, StandardCharsets.UTF_8)).contains("a\\u0000\\u0000b");
        assertThat(EventCodec.decode(value).data())
                .isEqualTo(
                        new DispatchEvent.TicketRejected(RejectReason.INCOMPLETE, "a\ufffd\ufffdb \\u0000 \\\ufffd"));
    }

    @Test
    void recognisesThatItDoesNotKnowAType() {
        String json =
                new String(EventCodec.encode(VOIDED), StandardCharsets.UTF_8).replace("case.voided.v1", "case.sung.v1");

        assertThat(EventCodec.decode(json.getBytes(StandardCharsets.UTF_8)).data())
                .isEqualTo(new UnrecognisedEvent());
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        for (String broken : List.of("", "null", "{}", "[1]", "{\"id\":\"x\"}", "{\"type\":\"case.voided.v1\"}")) {
            assertThatThrownBy(() -> EventCodec.decode(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(UnreadableEventException.class);
        }
    }

    @Test
    void refusesAnEventNoLedgerEntryCouldHold() {
        Envelope huge = with(new IntakeEvent.Voided(VoidReason.NOT_FOUND, "字".repeat(30_000)));

        assertThatThrownBy(() -> EventCodec.encode(huge)).isInstanceOf(EventTooLargeException.class);
    }

    private static Envelope with(EventPayload data) {
        return new Envelope(
                VOIDED.id(),
                VOIDED.source(),
                EventTypes.nameOf(data.getClass()),
                VOIDED.subject(),
                VOIDED.time(),
                VOIDED.actor(),
                VOIDED.actorRole(),
                null,
                1,
                null,
                1,
                null,
                null,
                List.of(),
                data);
    }
}
