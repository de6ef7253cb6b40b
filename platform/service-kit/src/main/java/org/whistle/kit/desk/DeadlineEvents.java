package org.whistle.kit.desk;

import java.util.Objects;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockBook;
import org.whistle.events.CaseEvent;
import org.whistle.events.DeskEvent;

/** Events of a clock's owner: when a clock runs out, or turns out not to have run out. */
final class DeadlineEvents {

    private DeadlineEvents() {}

    /** Whether it is an event of a clock's owner and not a decision. */
    static boolean said(CaseEvent event) {
        return event instanceof DeskEvent.DeadlineWarned
                || event instanceof DeskEvent.DeadlineMissed
                || event instanceof DeskEvent.MissWithdrawn
                || event instanceof DeskEvent.DeadlineRecomputed
                || event instanceof DeskEvent.OutagePaused;
    }

    static PendingEvent event(ClockBook.Due due) {
        Clock clock = due.clock();
        return about(
                clock,
                due.miss()
                        ? new DeskEvent.DeadlineMissed(clock.clockId(), Objects.requireNonNull(clock.deadline()))
                        : new DeskEvent.DeadlineWarned(clock.clockId(), Objects.requireNonNull(clock.deadline())));
    }

    static PendingEvent withdrawn(Clock clock) {
        return about(clock, new DeskEvent.MissWithdrawn(clock.clockId(), Objects.requireNonNull(clock.missed())));
    }

    static PendingEvent recomputed(Clock clock) {
        return about(
                clock,
                new DeskEvent.DeadlineRecomputed(
                        clock.clockId(), Objects.requireNonNull(clock.deadline()), clock.calendarVersion()));
    }

    private static PendingEvent about(Clock clock, DeskEvent event) {
        return new PendingEvent(event, clock.assignmentId(), null, null);
    }
}
