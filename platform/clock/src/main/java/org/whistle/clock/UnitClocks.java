package org.whistle.clock;

import java.time.Instant;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.code.ClockChangeKind;

/** The rows of the clock table for events of units, and for every desk's events about its own clocks. */
final class UnitClocks {

    private final ClockTurn turn;

    UnitClocks(ClockTurn turn) {
        this.turn = turn;
    }

    void on(DepartmentEvent event) {
        switch (event) {
            case DepartmentEvent.Accepted _ -> turn.stopOfPart(ClockKind.ACCEPT);
            case DepartmentEvent.ReturnRequested _ -> {
                turn.changeWhere(ClockChangeKind.PAUSED, clock -> turn.unitsOwn(clock));
                turn.start(ClockKind.RETURN_REVIEW);
            }
            case DepartmentEvent.CheckedIn _ -> turn.stopOfPart(ClockKind.CHECK_IN);
            case DepartmentEvent.StageCompleted stage ->
                turn.stopWhere(clock -> clock.kind() == ClockKind.HANDLING
                        && clock.of(turn.moment().assignmentId())
                        && stage.conditionCode().equals(clock.conditionCode()));
            case DepartmentEvent.ExtensionRequested _ -> turn.start(ClockKind.EXTENSION_REVIEW);
            case DepartmentEvent.SuspensionRequested _ -> turn.start(ClockKind.SUSPENSION_REVIEW);
            case DepartmentEvent.Completed _ ->
                turn.stopWhere(
                        clock -> clock.of(turn.moment().assignmentId()) && clock.kind() != ClockKind.SUPERVISION_REPLY);
            case DepartmentEvent.AppealFiled appeal ->
                turn.start(
                        ClockKind.APPEAL,
                        turn.limits().of("APPEAL"),
                        appeal.appealId().toString());
            case DepartmentEvent.HandlerAssigned _, DepartmentEvent.ProgressNoted _ -> {}
        }
    }

    void on(DeskEvent event) {
        switch (event) {
            case DeskEvent.SupervisionReplied _ -> turn.stopOfPart(ClockKind.SUPERVISION_REPLY);
            case DeskEvent.DeadlineMissed missed -> {
                boolean unconfirmed = turn.book()
                        .clock(missed.clockId())
                        .filter(clock -> clock.kind() == ClockKind.CONFIRMATION && clock.open())
                        .isPresent();
                turn.startWhere(unconfirmed && turn.traits().answersToCitizen(), ClockKind.CONFIRMATION_LEADER);
            }
            case DeskEvent.OutagePaused outage ->
                turn.book()
                        .open()
                        .filter(clock -> touches(outage, clock))
                        .toList()
                        .forEach(clock -> {
                            Instant from =
                                    outage.from().isBefore(clock.startedAt()) ? clock.startedAt() : outage.from();
                            turn.record(ClockTurn.change(clock, ClockChangeKind.PAUSED, null, from));
                            turn.record(ClockTurn.change(clock, ClockChangeKind.RESUMED, null, outage.to()));
                        });
            case DeskEvent.DeadlineRecomputed _,
                    DeskEvent.Urged _,
                    DeskEvent.DeadlineWarned _,
                    DeskEvent.MissWithdrawn _ -> {}
        }
    }

    private static boolean touches(DeskEvent.OutagePaused outage, Clock clock) {
        return clock.owner() == outage.owner()
                && clock.startedAt().isBefore(outage.to())
                && (outage.clockId() == null || outage.clockId().equals(clock.clockId()));
    }
}
