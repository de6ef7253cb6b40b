package org.whistle.clock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.ClockChange;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.CaseState;

/**
 * The clock table (domain.md, Clocks): what an event does to the clocks of its case. The producer applies it once, in the
 * deciding transaction, and the event carries the result. Pure.
 */
public final class ClockRules {

    private ClockRules() {}

    /** An event at the instant of its decision. */
    public record Moment(
            CaseEvent event, UUID eventId, @Nullable UUID assignmentId, Instant time, int round) {}

    /**
     * What of a case the rules look at.
     *
     * @param answersToCitizen a citizen waits for an answer
     * @param urgent danger to life or limb
     * @param conditions the filing conditions of its ticket, none before
     * @param state after the event
     */
    public record Traits(
            boolean answersToCitizen,
            boolean urgent,
            boolean located,
            List<FiledCondition> conditions,
            CaseState state) {

        public Traits {
            conditions = List.copyOf(conditions);
        }
    }

    /** What an event did, and the book after it. */
    public record Result(ClockBook book, List<ClockChange> changes) {

        public Result {
            changes = List.copyOf(changes);
        }
    }

    /** Applies the table to one event. */
    public static Result apply(ClockBook book, Moment moment, Traits traits, DeskLimits limits, WorkCalendar calendar) {
        ClockTurn turn = new ClockTurn(book, moment, traits, limits, calendar);
        switch (moment.event()) {
            case IntakeEvent intake -> new IntakeClocks(turn).on(intake);
            case DispatchEvent dispatch -> new CountyClocks(turn).on(dispatch);
            case DepartmentEvent department -> new UnitClocks(turn).on(department);
            case DeskEvent desk -> new UnitClocks(turn).on(desk);
        }
        return turn.result();
    }
}
