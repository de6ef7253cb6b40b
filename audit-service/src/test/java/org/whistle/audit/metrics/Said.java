package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.Rating;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.EscalateReason;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.ExtensionReason;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.SendBackReason;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.events.code.SuspensionReason;
import org.whistle.events.code.VoidReason;

/** Decisions with the required fields only. */
final class Said {

    /** 2 working days, an hour to accept. */
    static final FiledCondition SUNKEN = condition("C0101-3", 2, ClockUnit.WORK_DAY, null, false);

    static final FiledCondition FENCED_OFF = condition("C0900-1", 2, ClockUnit.URGENT_HOUR, 1, false);
    static final FiledCondition REPAIRED = condition("C0900-2", 3, ClockUnit.WORK_DAY, 2, false);

    /** 2 hours, and a check-in. */
    static final FiledCondition MISSING = condition("C0101-1", 2, ClockUnit.URGENT_HOUR, null, true);

    static final FiledCondition REPLANTED = condition("C0900-9", 5, ClockUnit.CALENDAR_DAY, null, false);

    private Said() {}

    static FiledCondition condition(String code, int amount, ClockUnit unit, @Nullable Integer stage, boolean urgent) {
        return new FiledCondition(
                code,
                "条件",
                "condition",
                new Limit(amount, unit),
                new Limit(1, urgent ? ClockUnit.URGENT_HOUR : ClockUnit.WORK_HOUR),
                stage,
                "修复",
                EvidenceKind.PHOTO,
                urgent);
    }

    static IntakeEvent escalated() {
        return new IntakeEvent.Escalated(EscalateReason.BEYOND_POWER, "", null);
    }

    static IntakeEvent sentBack() {
        return new IntakeEvent.SentBack(SendBackReason.INCOMPLETE, "");
    }

    static IntakeEvent handlingStarted(HandlingLevel level) {
        return new IntakeEvent.HandlingStarted(level, SUNKEN);
    }

    static IntakeEvent handled(HandlingLevel level) {
        return new IntakeEvent.Handled(level, "", List.of(), null);
    }

    static IntakeEvent voided(VoidReason reason) {
        return new IntakeEvent.Voided(reason, "");
    }

    static IntakeEvent checkRequested(boolean selfHandled, String... flags) {
        return new IntakeEvent.CheckRequested(selfHandled, List.of(flags));
    }

    static IntakeEvent checkPassed(boolean selfHandled, String... flags) {
        return new IntakeEvent.CheckPassed(selfHandled, "", List.of(), flags.length == 0 ? null : List.of(flags));
    }

    static IntakeEvent checkFailed(@Nullable HandlingLevel level, int failures) {
        return new IntakeEvent.CheckFailed(level, "", List.of(), List.of(), failures);
    }

    static IntakeEvent confirmed(int mark) {
        return new IntakeEvent.Confirmed(new Rating(mark, mark, mark, mark), false, null);
    }

    static IntakeEvent silence() {
        return new IntakeEvent.Confirmed(null, true, null);
    }

    static IntakeEvent vetoed(int vetoes) {
        return new IntakeEvent.Vetoed(DissatisfactionReason.NOT_RESOLVED, "", List.of(), vetoes);
    }

    static IntakeEvent closed() {
        return new IntakeEvent.Closed(false);
    }

    static IntakeEvent reopened() {
        return new IntakeEvent.Reopened(DissatisfactionReason.RECURRED, "");
    }

    static IntakeEvent spotChecked(boolean passed) {
        return new IntakeEvent.SpotChecked(passed, "", List.of());
    }

    static IntakeEvent merged() {
        return new IntakeEvent.Merged(new UUID(9, 9), null, "");
    }

    static DispatchEvent rejected() {
        return new DispatchEvent.TicketRejected(RejectReason.NOT_QUALIFIED, "");
    }

    static DispatchEvent recalled(boolean whole) {
        return new DispatchEvent.Recalled(whole, ReturnReason.WRONG_DEPARTMENT, "");
    }

    static DispatchEvent granted() {
        return new DispatchEvent.ExtensionGranted(new Limit(1, ClockUnit.WORK_DAY), "");
    }

    static DispatchEvent suspended(Instant until) {
        return new DispatchEvent.Suspended(until, "");
    }

    static DispatchEvent resumed() {
        return new DispatchEvent.Resumed(true, null);
    }

    static DispatchEvent accepted(UUID... parts) {
        return new DispatchEvent.CompletionAccepted("", "", false, List.of(), List.of(parts));
    }

    static DispatchEvent reworkOrdered(ReworkCause cause, int attempt, UUID... parts) {
        return new DispatchEvent.ReworkOrdered(cause, List.of(parts), attempt, "");
    }

    static DispatchEvent ruled(RulingDecision decision) {
        return new DispatchEvent.Ruled(decision, "");
    }

    static DispatchEvent forceClosed() {
        return new DispatchEvent.ForceClosed(ForceCloseReason.OTHER, "");
    }

    static DispatchEvent supervised(SupervisionLevel level) {
        return new DispatchEvent.Supervised(level, false, "");
    }

    static DepartmentEvent returnRequested() {
        return new DepartmentEvent.ReturnRequested(ReturnReason.WRONG_DEPARTMENT, "", null);
    }

    static DepartmentEvent extensionRequested() {
        return new DepartmentEvent.ExtensionRequested(new Limit(1, ClockUnit.WORK_DAY), ExtensionReason.WEATHER, "");
    }

    static DepartmentEvent suspensionRequested(Instant until) {
        return new DepartmentEvent.SuspensionRequested(until, SuspensionReason.SEASONAL, "");
    }

    static DepartmentEvent completed() {
        return new DepartmentEvent.Completed("", false, List.of(), List.of(), null, null);
    }

    static DepartmentEvent stageCompleted(FiledCondition condition) {
        return new DepartmentEvent.StageCompleted(condition.conditionCode(), "", List.of());
    }

    static DepartmentEvent appealed(UUID appeal, UUID about) {
        return new DepartmentEvent.AppealFiled(appeal, about.toString(), "OTHER", "");
    }
}
