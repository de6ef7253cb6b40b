package org.whistle.intake.cases;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.events.Producer;

/** Reads guards of the transition table from the clocks of a case: misses that let others act, and supervision to answer. */
final class ClockGuards {

    private ClockGuards() {}

    /** Whether the clock runs and was missed. */
    static boolean missed(IntakeCase record, ClockKind kind) {
        return record.clocks().open(kind).anyMatch(clock -> clock.missed() != null);
    }

    /** When the last call-back was answered, or is due. */
    static Optional<Instant> callBackOver(IntakeCase record) {
        return record.clocks()
                .latest(ClockKind.CALL_BACK)
                .map(clock -> clock.stoppedAt() == null ? clock.deadline() : clock.stoppedAt());
    }

    /** The supervision addressed to intake's desks that is not answered yet. */
    static Optional<UUID> supervisionFor(IntakeCase record) {
        return record.clocks()
                .open(ClockKind.SUPERVISION_REPLY)
                .filter(clock -> clock.owner() == Producer.INTAKE)
                .findFirst()
                .map(Clock::entries)
                .map(entries -> entries.getFirst().eventId());
    }
}
