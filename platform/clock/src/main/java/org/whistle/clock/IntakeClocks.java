package org.whistle.clock;

import java.util.EnumSet;
import java.util.Set;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.HandlingLevel;

/** The rows of the clock table that the grid, community and street desks move. */
final class IntakeClocks {

    private static final Set<ClockKind> DESKS_BEFORE_THE_COUNTY = EnumSet.of(
            ClockKind.COMMUNITY_TRIAGE, ClockKind.VERIFICATION, ClockKind.STREET_TRIAGE, ClockKind.SELF_HANDLING);

    private final ClockTurn turn;

    IntakeClocks(ClockTurn turn) {
        this.turn = turn;
    }

    void on(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Reported reported -> triageWhere(!reported.urgent());
            case IntakeEvent.Registered registered ->
                triageWhere(!registered.urgent() && !registered.route().equals("COUNTY"));
            case IntakeEvent.Located _ -> triageWhere(turn.traits().state() == CaseState.REPORTED);
            case IntakeEvent.SentBack _ -> {
                turn.stop(ClockKind.STREET_TRIAGE);
                turn.start(ClockKind.COMMUNITY_TRIAGE);
            }
            case IntakeEvent.Unmerged unmerged -> triageWhere(unmerged.backTo() == null);
            case IntakeEvent.VerificationRequested _ -> {
                turn.pause(ClockKind.COMMUNITY_TRIAGE);
                turn.start(ClockKind.VERIFICATION);
            }
            case IntakeEvent.Verified _, IntakeEvent.VerificationCancelled _ -> {
                turn.stop(ClockKind.VERIFICATION);
                turn.resume(ClockKind.COMMUNITY_TRIAGE);
            }
            case IntakeEvent.HandlingStarted started -> {
                turn.stop(ClockKind.COMMUNITY_TRIAGE, ClockKind.STREET_TRIAGE);
                turn.start(
                        ClockKind.SELF_HANDLING,
                        started.condition().handling(),
                        started.condition().conditionCode());
            }
            case IntakeEvent.Handled _ -> turn.stopWhere(clock -> turn.selfHandling(clock));
            case IntakeEvent.Escalated _ -> {
                turn.stop(ClockKind.COMMUNITY_TRIAGE);
                turn.stopWhere(clock -> turn.selfHandling(clock));
                turn.start(ClockKind.STREET_TRIAGE);
            }
            case IntakeEvent.TicketFiled filed -> ticketFiled(filed.ticket());
            case IntakeEvent.TicketEndorsed _ -> turn.stop(ClockKind.ENDORSEMENT);
            case IntakeEvent.CheckRequested _ ->
                turn.start(ClockKind.CHECK, turn.limits().of(turn.traits().urgent() ? "CHECK_URGENT" : "CHECK"), null);
            case IntakeEvent.CheckPassed passed -> {
                turn.stop(ClockKind.CHECK);
                if (!passed.selfHandled()) {
                    turn.start(ClockKind.CONFIRMATION);
                }
            }
            case IntakeEvent.CheckFailed failed -> checkFailed(failed);
            case IntakeEvent.Confirmed _ -> turn.stop(ClockKind.CONFIRMATION, ClockKind.CONFIRMATION_LEADER);
            case IntakeEvent.Vetoed _ -> {
                turn.stop(ClockKind.CONFIRMATION, ClockKind.CONFIRMATION_LEADER);
                turn.startWhere(turn.traits().state() == CaseState.RULING, ClockKind.RULING);
            }
            case IntakeEvent.Closed _ -> {
                turn.stopAll();
                turn.startWhere(turn.traits().answersToCitizen(), ClockKind.CALL_BACK);
            }
            case IntakeEvent.CalledBack _ -> turn.stop(ClockKind.CALL_BACK);
            case IntakeEvent.Reopened _ -> openedAgain();
            case IntakeEvent.SpotChecked checked -> {
                if (!checked.passed()) {
                    openedAgain();
                }
            }
            case IntakeEvent.Withdrawn _, IntakeEvent.Voided _, IntakeEvent.Merged _ -> turn.stopAll();
            case IntakeEvent.Joined _,
                    IntakeEvent.Supplemented _,
                    IntakeEvent.TakeBackRequested _,
                    IntakeEvent.Rated _,
                    IntakeEvent.SpotCheckDrawn _,
                    IntakeEvent.RecurrenceLinked _ -> {}
        }
    }

    private void triageWhere(boolean wanted) {
        turn.startWhere(
                wanted
                        && turn.traits().located()
                        && turn.book()
                                .open(ClockKind.COMMUNITY_TRIAGE)
                                .findAny()
                                .isEmpty(),
                ClockKind.COMMUNITY_TRIAGE);
    }

    private void ticketFiled(Ticket ticket) {
        turn.stopWhere(clock -> DESKS_BEFORE_THE_COUNTY.contains(clock.kind()) || turn.selfHandling(clock));
        turn.dispatchWhere(true);
        turn.startWhere(ticket.needsEndorsement(), ClockKind.ENDORSEMENT);
    }

    private void checkFailed(IntakeEvent.CheckFailed failed) {
        turn.stop(ClockKind.CHECK);
        HandlingLevel level = failed.level();
        switch (turn.traits().state()) {
            case RULING -> turn.start(ClockKind.RULING);
            case STREET_PENDING -> turn.start(ClockKind.STREET_TRIAGE);
            default -> {
                if (level != null) {
                    turn.book()
                            .latest(ClockKind.SELF_HANDLING)
                            .ifPresent(handling -> turn.start(
                                    ClockKind.REWORK,
                                    DeskLimits.forRework(handling.limit()),
                                    handling.conditionCode()));
                }
            }
        }
    }

    private void openedAgain() {
        turn.stopAll();
        turn.start(ClockKind.STREET_TRIAGE);
    }
}
