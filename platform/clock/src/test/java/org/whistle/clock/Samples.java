package org.whistle.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseFacts;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.OfferedPart;
import org.whistle.events.Ticket;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.EscalateReason;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.ExtensionReason;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.SendBackReason;
import org.whistle.events.code.Source;
import org.whistle.events.code.SuspensionReason;
import org.whistle.events.code.VoidReason;
import org.whistle.events.code.WhistleKind;

/** Events with the required fields only. */
final class Samples {

    static final UUID LEAD = new UUID(7, 1);
    static final UUID ASSISTANT = new UUID(7, 2);
    static final UUID LEAD_AGAIN = new UUID(7, 3);

    /** A sunken manhole cover: 2 working days, an hour to accept. */
    static final FiledCondition SUNKEN = condition("C0101-3", "2 WORK_DAY", "1 WORK_HOUR", null, false);

    /** A missing one: 2 hours, 15 minutes to accept. */
    static final FiledCondition MISSING = condition("C0101-1", "2 URGENT_HOUR", "15 URGENT_MINUTE", null, true);

    static final FiledCondition FENCED_OFF = condition("C0900-1", "2 URGENT_HOUR", "15 URGENT_MINUTE", 1, false);
    static final FiledCondition REPAIRED = condition("C0900-2", "3 WORK_DAY", "4 WORK_HOUR", 2, false);
    static final FiledCondition REPLANTED = condition("C0900-3", "10 CALENDAR_DAY", "4 WORK_HOUR", 3, false);

    private Samples() {}

    static Limit limit(String text) {
        return DeadlineCase.limit(text);
    }

    static FiledCondition condition(
            String code, String handling, String acceptance, @Nullable Integer stage, boolean urgent) {
        return new FiledCondition(
                code, "条件", "condition", limit(handling), limit(acceptance), stage, "修复", EvidenceKind.PHOTO, urgent);
    }

    static CaseFacts facts(Source source) {
        return new CaseFacts("35099920261123000001", "C0101", "", null, null, null, source, null, null, List.of(), 1);
    }

    static IntakeEvent reported(boolean urgent) {
        return new IntakeEvent.Reported(facts(Source.GRID_PATROL), null, "r", urgent, null);
    }

    static IntakeEvent registered(String route) {
        return new IntakeEvent.Registered(facts(Source.HOTLINE_12345), null, "r", false, null, null, route);
    }

    static IntakeEvent escalated() {
        return new IntakeEvent.Escalated(EscalateReason.BEYOND_POWER, "", null);
    }

    static IntakeEvent sentBack() {
        return new IntakeEvent.SentBack(SendBackReason.INCOMPLETE, "");
    }

    static IntakeEvent verificationRequested() {
        return new IntakeEvent.VerificationRequested(null, null);
    }

    static IntakeEvent verified() {
        return new IntakeEvent.Verified(true, "", List.of());
    }

    static IntakeEvent voided() {
        return new IntakeEvent.Voided(VoidReason.NOT_FOUND, "");
    }

    static IntakeEvent merged() {
        return new IntakeEvent.Merged(new UUID(9, 9), null, "");
    }

    static IntakeEvent handlingStarted(HandlingLevel level) {
        return new IntakeEvent.HandlingStarted(level, SUNKEN);
    }

    static IntakeEvent handled(HandlingLevel level) {
        return new IntakeEvent.Handled(level, "", List.of(), null);
    }

    static IntakeEvent ticketFiled(boolean byRule, FiledCondition... conditions) {
        return new IntakeEvent.TicketFiled(
                facts(Source.GRID_PATROL),
                new Ticket(
                        byRule ? WhistleKind.EMERGENCY : WhistleKind.ROUTINE,
                        List.of(conditions),
                        List.of(),
                        "",
                        byRule));
    }

    /** An emergency by its whistle kind; its condition is not urgent. */
    static IntakeEvent emergencyFiled(FiledCondition... conditions) {
        return new IntakeEvent.TicketFiled(
                facts(Source.GRID_PATROL),
                new Ticket(WhistleKind.EMERGENCY, List.of(conditions), List.of(), "", false));
    }

    static IntakeEvent checkRequested(boolean selfHandled) {
        return new IntakeEvent.CheckRequested(selfHandled, List.of());
    }

    static IntakeEvent checkPassed(boolean selfHandled) {
        return new IntakeEvent.CheckPassed(selfHandled, "", List.of(), null);
    }

    static IntakeEvent checkFailed(@Nullable HandlingLevel level, int failures) {
        return new IntakeEvent.CheckFailed(level, "", List.of(), List.of(), failures);
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

    static OfferedPart part(UUID id, String unit, PartRole role, boolean again) {
        return new OfferedPart(id, unit, role, "2026-1", true, Duration.ZERO, 0, again);
    }

    static DispatchEvent dispatched(List<FiledCondition> conditions, OfferedPart... parts) {
        Ticket ticket = new Ticket(WhistleKind.ROUTINE, conditions, List.of(), "", false);
        return new DispatchEvent.Dispatched(facts(Source.GRID_PATROL), ticket, List.of(parts), null, null);
    }

    static DispatchEvent designated(List<FiledCondition> conditions, OfferedPart... parts) {
        Ticket ticket = new Ticket(WhistleKind.ROUTINE, conditions, List.of(), "", false);
        return new DispatchEvent.Designated(facts(Source.GRID_PATROL), ticket, List.of(parts), null);
    }

    static DispatchEvent recalled(boolean whole) {
        return new DispatchEvent.Recalled(whole, ReturnReason.WRONG_DEPARTMENT, "");
    }

    static DispatchEvent rejected() {
        return new DispatchEvent.TicketRejected(RejectReason.NOT_QUALIFIED, "");
    }

    static DispatchEvent granted(String amount) {
        return new DispatchEvent.ExtensionGranted(limit(amount), "");
    }

    static DispatchEvent suspended() {
        return new DispatchEvent.Suspended(Instant.parse("2027-01-01T00:00:00Z"), "");
    }

    static DispatchEvent reworkOrdered(UUID... parts) {
        return new DispatchEvent.ReworkOrdered(ReworkCause.CHECK_FAILED, List.of(parts), 2, "");
    }

    static DispatchEvent forceClosed() {
        return new DispatchEvent.ForceClosed(ForceCloseReason.OTHER, "");
    }

    static DepartmentEvent returnRequested() {
        return new DepartmentEvent.ReturnRequested(ReturnReason.OWNER_UNCLEAR, "", null);
    }

    static DepartmentEvent extensionRequested() {
        return new DepartmentEvent.ExtensionRequested(limit("1 WORK_DAY"), ExtensionReason.WEATHER, "");
    }

    static DepartmentEvent suspensionRequested() {
        return new DepartmentEvent.SuspensionRequested(
                Instant.parse("2027-01-01T00:00:00Z"), SuspensionReason.SEASONAL, "");
    }

    static DepartmentEvent completed() {
        return new DepartmentEvent.Completed("", false, List.of(), List.of(), null, null);
    }

    static DepartmentEvent appealFiled() {
        return new DepartmentEvent.AppealFiled(new UUID(8, 1), "MISS", "OTHER", "");
    }
}
