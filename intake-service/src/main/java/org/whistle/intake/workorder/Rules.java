package org.whistle.intake.workorder;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.events.code.CaseState;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.workorder.Reply.Kind;

/** Which replies an order needs, from its case and the replies so far; pure. */
final class Rules {

    private static final Set<ClockKind> FULFILLING =
            EnumSet.of(ClockKind.SELF_HANDLING, ClockKind.HANDLING, ClockKind.REWORK);

    private Rules() {}

    /** The reply for a state; empty where it was sent in this round, or the state needs none. */
    static Optional<Kind> next(CaseState state, int round, Kind said, int saidRound) {
        Kind kind = switch (state) {
            case COMMUNITY_HANDLING, STREET_HANDLING, DISPATCHED, HANDLING, MERGED -> Kind.IN_PROGRESS;
            case CLOSED, FORCE_CLOSED -> Kind.DONE;
            case REPORTED,
                    VERIFYING,
                    STREET_PENDING,
                    TICKETED,
                    RETURN_REVIEW,
                    SUSPENDED,
                    RULING,
                    CHECKING,
                    CONFIRMING,
                    VOIDED -> null;
        };
        boolean again = round > saidRound;
        return Optional.ofNullable(kind).filter(next -> again || next.compareTo(said) > 0);
    }

    /** Until when our work runs, where that is after their deadline and was not asked for yet. */
    static Optional<Instant> extension(IntakeCase record, @Nullable Instant deadline, @Nullable Instant asked) {
        if (deadline == null || !record.state().open()) {
            return Optional.empty();
        }
        return record.clocks()
                .open()
                .filter(clock -> FULFILLING.contains(clock.kind()))
                .map(Clock::deadline)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .filter(until -> until.isAfter(deadline) && (asked == null || until.isAfter(asked)));
    }
}
