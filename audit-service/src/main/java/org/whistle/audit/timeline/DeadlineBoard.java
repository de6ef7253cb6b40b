package org.whistle.audit.timeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.events.ClockChange;
import org.whistle.events.DeskEvent;
import org.whistle.events.Envelope;
import org.whistle.events.ObservedState;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ClockChangeKind;

/** The deadlines of a case as its events write them down, for lists that ask what is late; {@link ClockQueries} explains. */
final class DeadlineBoard {

    private final Map<UUID, Line> lines = new LinkedHashMap<>();

    /** One clock; without a deadline while it is paused. */
    private record Line(
            String kind,
            int round,
            @Nullable UUID part,
            boolean open,
            @Nullable Instant deadline) {

        Line after(ClockChange change) {
            boolean stopped = change.change() == ClockChangeKind.STOPPED;
            Instant last = stopped && change.deadline() == null ? deadline : change.deadline();
            return new Line(kind, round, part, open && !stopped, last);
        }
    }

    void take(Envelope envelope) {
        for (ClockChange change : envelope.clocks()) {
            Line known = lines.get(change.clockId());
            if (known == null) {
                lines.put(
                        change.clockId(),
                        new Line(change.kind(), envelope.round(), change.assignmentId(), true, change.deadline()));
            } else {
                lines.put(change.clockId(), known.after(change));
            }
        }
        if (envelope.data() instanceof DeskEvent.DeadlineRecomputed again) {
            lines.computeIfPresent(
                    again.clockId(),
                    (_, line) -> new Line(line.kind(), line.round(), line.part(), line.open(), again.deadline()));
        }
    }

    /** The next deadline of the clocks that run in this state. */
    @Nullable
    Instant ofState(ObservedState standing) {
        return deadlines(standing, kindsIn(standing.state()), true)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The last of the handling deadlines of the round: the last stage's. */
    @Nullable
    Instant ofHandling(ObservedState standing) {
        return deadlines(standing, EnumSet.of(ClockKind.HANDLING, ClockKind.REWORK, ClockKind.SELF_HANDLING), false)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Stream<Instant> deadlines(ObservedState standing, Set<ClockKind> kinds, boolean onlyOpen) {
        UUID lead = standing.leadPart();
        return lines.values().stream()
                .filter(line -> line.round() == standing.round() && (line.open() || !onlyOpen))
                .filter(line -> kinds.stream().anyMatch(kind -> kind.name().equals(line.kind())))
                .filter(line ->
                        lead == null || line.part() == null || line.part().equals(lead))
                .flatMap(line -> Stream.ofNullable(line.deadline()));
    }

    private static Set<ClockKind> kindsIn(CaseState state) {
        return switch (state) {
            case REPORTED -> EnumSet.of(ClockKind.COMMUNITY_TRIAGE);
            case VERIFYING -> EnumSet.of(ClockKind.VERIFICATION);
            case COMMUNITY_HANDLING, STREET_HANDLING -> EnumSet.of(ClockKind.SELF_HANDLING, ClockKind.REWORK);
            case STREET_PENDING -> EnumSet.of(ClockKind.STREET_TRIAGE);
            case TICKETED -> EnumSet.of(ClockKind.DISPATCH);
            case DISPATCHED -> EnumSet.of(ClockKind.ACCEPT);
            case RETURN_REVIEW -> EnumSet.of(ClockKind.RETURN_REVIEW);
            case HANDLING -> EnumSet.of(ClockKind.HANDLING, ClockKind.REWORK);
            case RULING -> EnumSet.of(ClockKind.RULING);
            case CHECKING -> EnumSet.of(ClockKind.CHECK);
            case CONFIRMING -> EnumSet.of(ClockKind.CONFIRMATION, ClockKind.CONFIRMATION_LEADER);
            case SUSPENDED, CLOSED, VOIDED, MERGED, FORCE_CLOSED -> EnumSet.noneOf(ClockKind.class);
        };
    }
}
