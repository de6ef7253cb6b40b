package org.whistle.dispatch.dispatching;

import static org.whistle.kit.text.FreeText.screened;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.Producer;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** 督办, 弄虚作假 and 申诉: what a leader does about a case that others work on; pure. */
final class Oversight {

    private static final String BY_RULE = "处置超期，自动蓝色督办";

    private Oversight() {}

    static Outcome<DispatchCase> supervised(
            DispatchCase record, DispatchCommand.Supervise supervise, DispatchMachine.Context context) {
        RoundStatus.Supervision present = record.standing().supervision();
        if (present != null && present.level().compareTo(supervise.level()) >= 0) {
            throw RefusedException.field("/level", "ONLY_UPWARD");
        }
        UUID part = supervise.assignmentId();
        if (part != null && record.part(part).filter(Part::held).isEmpty()) {
            throw RefusedException.field("/assignmentId", "UNKNOWN_PART");
        }
        UUID event = context.ids().get();
        return new Outcome<>(
                record.standing(standing ->
                        standing.supervised(new RoundStatus.Supervision(supervise.level(), part, event, null))),
                List.of(new PendingEvent(
                        new DispatchEvent.Supervised(supervise.level(), false, screened(supervise.note())),
                        part,
                        null,
                        event)));
    }

    /** Blue by rule, once a unit's handling clock was missed and there is no supervision yet. */
    static Optional<Outcome<DispatchCase>> missed(
            DispatchCase record, DeskEvent.DeadlineMissed missed, Supplier<UUID> ids) {
        Optional<Clock> clock = record.clocks()
                .clock(missed.clockId())
                .filter(one -> one.kind() == ClockKind.HANDLING || one.kind() == ClockKind.REWORK);
        boolean unsupervised =
                record.standing().supervision() == null && record.state().open();
        return clock.filter(_ -> unsupervised).map(one -> {
            UUID event = ids.get();
            return new Outcome<>(
                    record.standing(standing -> standing.supervised(new RoundStatus.Supervision(
                            SupervisionLevel.BLUE, one.assignmentId(), event, one.clockId()))),
                    List.of(new PendingEvent(
                            new DispatchEvent.Supervised(SupervisionLevel.BLUE, true, BY_RULE),
                            one.assignmentId(),
                            null,
                            event)));
        });
    }

    /** Withdraws the blue supervision whose missed deadline was withdrawn. */
    static Optional<Outcome<DispatchCase>> withdrawn(DispatchCase record, DeskEvent.MissWithdrawn withdrawn) {
        RoundStatus.Supervision present = record.standing().supervision();
        if (present == null
                || present.level() != SupervisionLevel.BLUE
                || !withdrawn.clockId().equals(present.missedClock())) {
            return Optional.empty();
        }
        return Optional.of(new Outcome<>(
                record.standing(standing -> standing.supervised(null)),
                List.of(new PendingEvent(
                        new DispatchEvent.SupervisionWithdrawn(present.event()), present.assignmentId(), null, null))));
    }

    static Outcome<DispatchCase> replied(DispatchCase record, DispatchCommand.ReplySupervision reply) {
        UUID supervision = supervisionFor(record).orElseThrow();
        return Outcome.of(record, new DeskEvent.SupervisionReplied(supervision, screened(reply.note())));
    }

    /** The supervision addressed to the command center itself that is not answered yet. */
    static Optional<UUID> supervisionFor(DispatchCase record) {
        return record.clocks()
                .open(ClockKind.SUPERVISION_REPLY)
                .filter(clock -> clock.owner() == Producer.DISPATCH)
                .findFirst()
                .map(clock -> clock.entries().getFirst().eventId());
    }

    static Outcome<DispatchCase> misconduct(DispatchCase record, DispatchCommand.FindMisconduct found) {
        if (!record.units().contains(found.unit())) {
            throw RefusedException.field("/unit", "NOT_INVOLVED");
        }
        return Outcome.of(
                record, new DispatchEvent.MisconductFound(found.unit(), screened(found.note()), found.photoIds()));
    }

    /** Records an appeal, even if its round is over. */
    static Outcome<DispatchCase> appealed(DispatchCase record, DepartmentEvent.AppealFiled filed, Envelope envelope) {
        String unit = record.part(envelope.assignmentId()).map(Part::unit).orElse("");
        return Outcome.of(record.standing(standing -> standing.appealed(new Appeal(
                filed.appealId(),
                Objects.requireNonNull(envelope.assignmentId()),
                unit,
                filed.about(),
                filed.reasonCode(),
                filed.note(),
                envelope.time(),
                envelope.round(),
                null,
                null,
                null))));
    }

    static Outcome<DispatchCase> reviewed(
            DispatchCase record, DispatchCommand.ReviewAppeal review, DispatchMachine.Context context) {
        Appeal appeal = undecided(record, review.appealId(), context);
        if (appeal.recommended() != null) {
            throw RefusedException.field("/appealId", "ALREADY_REVIEWED");
        }
        Appeal reviewed = appeal.reviewed(review.recommend(), context.caller().account());
        return about(
                record,
                reviewed,
                new DispatchEvent.AppealReviewed(appeal.appealId(), review.recommend(), screened(review.note())));
    }

    static Outcome<DispatchCase> decided(
            DispatchCase record, DispatchCommand.DecideAppeal decide, DispatchMachine.Context context) {
        Appeal appeal = undecided(record, decide.appealId(), context);
        if (appeal.recommended() == null) {
            throw RefusedException.field("/appealId", "NOT_REVIEWED");
        }
        if (context.caller().account().equals(appeal.reviewer())) {
            throw new RefusedException(new Refusal.Forbidden("OWN_DECISION"));
        }
        return about(
                record,
                appeal.decided(decide.uphold()),
                new DispatchEvent.AppealDecided(appeal.appealId(), decide.uphold(), screened(decide.note())));
    }

    private static Appeal undecided(DispatchCase record, UUID appealId, DispatchMachine.Context context) {
        Appeal appeal = record.standing()
                .appeal(appealId)
                .filter(one -> one.upheld() == null)
                .orElseThrow(() -> RefusedException.field("/appealId", "UNKNOWN_APPEAL"));
        if (decidedBefore(record, appeal, context.caller().account())) {
            throw new RefusedException(new Refusal.Forbidden("OWN_DECISION"));
        }
        return appeal;
    }

    /** Whether the account may not judge the appeal: it ruled the case, decided against the unit, or reviewed the appeal. */
    static boolean decidedBefore(DispatchCase record, Appeal appeal, String account) {
        return account.equals(appeal.reviewer())
                || record.standing().ruledBy().contains(account)
                || record.part(appeal.assignmentId())
                        .filter(part -> part.reviews().deciders().contains(account))
                        .isPresent();
    }

    private static Outcome<DispatchCase> about(DispatchCase record, Appeal appeal, DispatchEvent event) {
        return new Outcome<>(
                record.standing(standing -> standing.appealed(appeal)),
                List.of(new PendingEvent(event, appeal.assignmentId(), null, null)));
    }
}
