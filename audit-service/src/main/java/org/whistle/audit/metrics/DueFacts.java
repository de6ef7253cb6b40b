package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;

/**
 * A round before its handling deadline and after: due, closed, in time. Where a round was given from one lead to another,
 * it is the last one's. Every fact has one instant, so that any period is a sum of days:
 *
 * <pre>
 * D  the handling deadline                              S  settled: the later of closing and D
 * E  the later of D and the check a completion in time passed        ES  E's settling, at S
 * due(from, to)          = D[from, to) + carried over(from)     carried over(from) = D(&lt; from) - S(&lt; from)
 *                        = D(&lt; to) - S(&lt; from)
 * overdue open(to)       = D(&lt; to) - S(&lt; to)
 * closed of the due      = due - overdue open = S[from, to)
 * handled in time of due = E(&lt; to) - ES(&lt; from)
 * </pre>
 *
 * The last: a round is of the due if D &lt; to and not S &lt; from; it was handled in time by the end if E &lt; to, which
 * implies D &lt; to; and E &lt;= S, so every round with S &lt; from is among those with E &lt; to.
 */
final class DueFacts {

    private DueFacts() {}

    static List<Fact> of(CaseStory story, StoryRound round, Calendars calendars) {
        UUID lead = round.lead();
        if (lead == null) {
            return List.of();
        }
        return story.lastStage(round, lead)
                .filter(handling -> handling.deadline() != null)
                .map(handling -> of(story, round, handling, calendars))
                .orElse(List.of());
    }

    private static List<Fact> of(CaseStory story, StoryRound round, StoryClock handling, Calendars calendars) {
        UUID lead = handling.assignmentId();
        StoryClock last = story.latest(clock -> clock.kind() == ClockKind.REWORK && clock.of(lead))
                .orElse(handling);
        boolean upheld = story.upheld(lead, handling.clockId()) || story.upheld(lead, last.clockId());
        Instant deadline = later(handling.deadline(), Instant.MIN);
        StoryRound.End end = round.end();
        Instant settled = end == null ? null : later(end.at(), deadline);
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(Measure.DUE, deadline, round).settledAt(settled));
        if (settled != null) {
            facts.add(Fact.of(Measure.SETTLED, settled, round));
        }
        boolean forced = end != null && end.how() == StoryRound.Ending.FORCED;
        if (!forced && round.passedAt() != null && last.doneInTime()) {
            Instant known = later(round.passedAt(), deadline);
            Instant counted = settled != null && settled.isBefore(known) ? settled : known;
            facts.add(Fact.of(Measure.HANDLED_ON_TIME, counted, round).settledAt(settled));
            if (settled != null) {
                facts.add(Fact.of(Measure.SETTLED_ON_TIME, settled, round));
            }
        }
        if (settled != null && !forced && closedInTime(story, round, handling, deadline, calendars)) {
            facts.add(Fact.of(Measure.CLOSED_ON_TIME, settled, round));
        }
        StoryPart part = story.part(lead).orElse(null);
        return facts.stream().map(fact -> fact.of(part).unscoredIf(upheld)).toList();
    }

    private static boolean closedInTime(
            CaseStory story, StoryRound round, StoryClock handling, Instant deadline, Calendars calendars) {
        StoryRound.End end = round.end();
        return end != null
                && !end.at()
                        .isAfter(ClosingLimit.after(
                                deadline, story, round, calendars.of(round.territory(), handling.calendarVersion())));
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}
