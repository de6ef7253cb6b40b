package org.whistle.audit.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.clock.DeskLimits;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.Limit;
import org.whistle.events.Producer;
import org.whistle.events.code.ClockChangeKind;

/** Until when a closing is on time: the handling deadline and the limits of check and confirmation after it. */
final class ClosingLimit {

    private static final UUID NOBODY = new UUID(0, 0);

    private ClosingLimit() {}

    /** By the limits that the round's own clocks had; the defaults of domain.md where none was started. */
    static Instant after(Instant deadline, CaseStory story, StoryRound round, WorkCalendar calendar) {
        Instant checked = plus(deadline, limit(story, round, ClockKind.CHECK), calendar);
        return plus(checked, limit(story, round, ClockKind.CONFIRMATION), calendar);
    }

    private static Limit limit(CaseStory story, StoryRound round, ClockKind kind) {
        return story.latest(clock -> clock.kind() == kind && clock.round() == round.number() && clock.limit() != null)
                .map(StoryClock::limit)
                .orElse(DeskLimits.DEFAULTS.of(kind.name()));
    }

    private static Instant plus(Instant from, Limit limit, WorkCalendar calendar) {
        Clock.Entry start = new Clock.Entry(ClockChangeKind.STARTED, from, NOBODY, null);
        Instant deadline = new Clock(
                        NOBODY,
                        ClockKind.CHECK,
                        Producer.AUDIT,
                        null,
                        null,
                        null,
                        limit,
                        Duration.ZERO,
                        List.of(start),
                        null,
                        null,
                        calendar.version(),
                        false,
                        null)
                .recomputed(calendar)
                .deadline();
        return deadline == null ? from : deadline;
    }
}
