package org.whistle.clock;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.OfferedPart;
import org.whistle.events.Producer;
import org.whistle.events.Ticket;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.events.code.RulingDecision;

/** The rows of the clock table that the command center moves. */
final class CountyClocks {

    private final ClockTurn turn;

    CountyClocks(ClockTurn turn) {
        this.turn = turn;
    }

    void on(DispatchEvent event) {
        switch (event) {
            case DispatchEvent.Dispatched dispatched -> offered(dispatched.ticket(), dispatched.parts());
            case DispatchEvent.Designated designated -> offered(designated.ticket(), designated.parts());
            case DispatchEvent.AssistantAdded added -> part(turn.traits().conditions(), added.part(), false);
            case DispatchEvent.TicketRejected _ -> {
                turn.stop(ClockKind.DISPATCH, ClockKind.ENDORSEMENT);
                turn.stopWhere(ClockTurn::ofAPart);
                turn.start(ClockKind.STREET_TRIAGE);
            }
            case DispatchEvent.ReturnApproved approved -> {
                turn.stopWhere(clock -> approved.lead()
                        ? ClockTurn.ofAPart(clock)
                        : clock.of(turn.moment().assignmentId()));
                turn.dispatchWhere(approved.lead());
            }
            case DispatchEvent.ReturnRefused _ -> {
                turn.stopOfPart(ClockKind.RETURN_REVIEW);
                turn.changeWhere(ClockChangeKind.RESUMED, clock -> turn.unitsOwn(clock));
            }
            case DispatchEvent.Recalled recalled -> {
                turn.stopWhere(clock -> recalled.whole()
                        ? ClockTurn.ofAPart(clock)
                        : clock.of(turn.moment().assignmentId()));
                turn.dispatchWhere(recalled.whole());
            }
            case DispatchEvent.ExtensionGranted granted -> {
                turn.stopOfPart(ClockKind.EXTENSION_REVIEW);
                turn.book()
                        .open()
                        .filter(this::deadlineOfPart)
                        .filter(clock ->
                                clock.limit().unit() == granted.amount().unit())
                        .toList()
                        .forEach(clock -> turn.extend(clock, granted.amount(), null));
            }
            case DispatchEvent.ExtensionRefused _ -> turn.stopOfPart(ClockKind.EXTENSION_REVIEW);
            case DispatchEvent.Suspended _ -> {
                turn.stopOfPart(ClockKind.SUSPENSION_REVIEW);
                turn.changeWhere(ClockChangeKind.PAUSED, clock -> turn.unitsOwn(clock));
            }
            case DispatchEvent.SuspensionRefused _ -> turn.stopOfPart(ClockKind.SUSPENSION_REVIEW);
            case DispatchEvent.Resumed _ -> turn.changeWhere(ClockChangeKind.RESUMED, clock -> turn.unitsOwn(clock));
            case DispatchEvent.ReworkOrdered rework -> rework.parts().forEach(this::rework);
            case DispatchEvent.Ruled ruled -> {
                turn.stop(ClockKind.RULING);
                if (ruled.decision() == RulingDecision.CLOSE) {
                    turn.stopAll();
                } else if (ruled.decision() == RulingDecision.REDISPATCH) {
                    turn.stopWhere(ClockTurn::ofAPart);
                    turn.dispatchWhere(true);
                }
            }
            case DispatchEvent.ForceClosed _ -> turn.stopAll();
            case DispatchEvent.Supervised _ -> turn.start(ClockKind.SUPERVISION_REPLY);
            case DispatchEvent.SupervisionWithdrawn _ -> turn.stopOfPart(ClockKind.SUPERVISION_REPLY);
            case DispatchEvent.AppealDecided decided ->
                turn.stopWhere(clock -> clock.kind() == ClockKind.APPEAL
                        && decided.appealId().toString().equals(clock.conditionCode()));
            case DispatchEvent.Superseded superseded -> {
                if (superseded.endsItsPart()) {
                    turn.stopWhere(clock -> clock.of(turn.moment().assignmentId()));
                }
            }
            case DispatchEvent.Filed _,
                    DispatchEvent.CompletionAccepted _,
                    DispatchEvent.DutyAlerted _,
                    DispatchEvent.MisconductFound _,
                    DispatchEvent.AppealReviewed _ -> {}
        }
    }

    private void offered(Ticket ticket, List<OfferedPart> parts) {
        turn.stop(ClockKind.DISPATCH);
        parts.forEach(part -> part(ticket.conditions(), part, ticket.urgent()));
    }

    /** All stages run from dispatch; the accept limit is the first stage's. */
    private void part(List<FiledCondition> conditions, OfferedPart part, boolean emergency) {
        if (conditions.isEmpty()) {
            return;
        }
        turn.start(ClockKind.ACCEPT, conditions.getFirst().acceptance(), part, null, Duration.ZERO);
        if (emergency) {
            turn.start(ClockKind.CHECK_IN, turn.limits().of("CHECK_IN"), part, null, Duration.ZERO);
        }
        for (FiledCondition condition : conditions) {
            handling(condition, part);
        }
    }

    /** The same unit again goes on where a recall stopped it. */
    private void handling(FiledCondition condition, OfferedPart part) {
        Clock before = part.resumes()
                ? turn.book()
                        .latest(clock -> clock.kind() == ClockKind.HANDLING
                                && part.unit().equals(clock.responsibleUnit())
                                && condition.conditionCode().equals(clock.conditionCode()))
                        .orElse(null)
                : null;
        if (before == null) {
            turn.start(ClockKind.HANDLING, condition.handling(), part, condition.conditionCode(), Duration.ZERO);
            return;
        }
        Duration used = before.usedUp(turn.calendar());
        UUID clockId = turn.start(ClockKind.HANDLING, before.limit(), part, condition.conditionCode(), used);
        before.entries().stream()
                .filter(entry -> entry.change() == ClockChangeKind.EXTENDED)
                .forEach(entry ->
                        turn.book().clock(clockId).ifPresent(clock -> turn.extend(clock, entry.amount(), entry.at())));
    }

    private void rework(UUID part) {
        turn.book()
                .latest(clock -> clock.kind() == ClockKind.HANDLING && clock.of(part))
                .ifPresent(handling -> turn.started(
                        ClockKind.REWORK,
                        Producer.DEPARTMENT,
                        DeskLimits.forRework(handling.limit()),
                        part,
                        handling.responsibleUnit(),
                        handling.conditionCode(),
                        Duration.ZERO));
    }

    private boolean deadlineOfPart(Clock clock) {
        return clock.of(turn.moment().assignmentId())
                && (clock.kind() == ClockKind.HANDLING || clock.kind() == ClockKind.REWORK);
    }
}
