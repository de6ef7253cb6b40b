package org.whistle.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.EscalateReason;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.MergeReason;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.SendBackReason;
import org.whistle.events.code.VoidReason;

/** What intake-service decides: from the report to the ticket, and from the check to the end. */
public sealed interface IntakeEvent extends CaseEvent {

    /** 上报: a report is a case from the start. */
    record Reported(
            CaseFacts facts,
            @Nullable String conditionCode,
            String reporter,
            boolean urgent,
            @Nullable Instant occurredAt)
            implements IntakeEvent {}

    /** 登记: entered by the command center for somebody else. */
    record Registered(
            CaseFacts facts,
            @Nullable String conditionCode,
            String reporter,
            boolean urgent,
            @Nullable Instant occurredAt,
            @Nullable String jurisdictionCode,
            String route)
            implements IntakeEvent {}

    /** 定位: an unlocated case got its grid. */
    record Located(String gridCode, @Nullable Position position) implements IntakeEvent {}

    /** 关注: somebody else saw the same thing; {@code fromCase} where a merge brought the reporter along. */
    record Joined(String reporter, @Nullable UUID fromCase) implements IntakeEvent {}

    /** 补充 by the reporter, before the case is dispatched: the state stays. */
    record Supplemented(String note, List<String> photoIds) implements IntakeEvent {}

    /** 撤回 by the reporter. */
    record Withdrawn(VoidReason reasonCode) implements IntakeEvent {}

    /** 核实 asked of a grid worker. */
    record VerificationRequested(
            @Nullable String conditionCode, @Nullable String note) implements IntakeEvent {}

    /** The community took the question back. */
    record VerificationCancelled(@Nullable String note) implements IntakeEvent {}

    /** The answer from the site. */
    record Verified(boolean found, String note, List<String> photoIds) implements IntakeEvent {}

    /** 并案: into the main case; {@code movedWith} where its former main took it along. */
    record Merged(UUID into, @Nullable UUID movedWith, String note) implements IntakeEvent {}

    /** The merge is undone; {@code backTo} is the earlier main of a child, absent for a case that is on its own again. */
    record Unmerged(UUID from, @Nullable UUID backTo, MergeReason reasonCode) implements IntakeEvent {}

    /** 作废. */
    record Voided(VoidReason reasonCode, String note) implements IntakeEvent {}

    /** 自办 begins. */
    record HandlingStarted(HandlingLevel level, FiledCondition condition) implements IntakeEvent {}

    /**
     * 办结 of a self-handled case.
     *
     * @param reply 答复: what the citizen reads
     */
    record Handled(
            HandlingLevel level,
            String result,
            List<String> photoIds,
            @Nullable String reply) implements IntakeEvent {}

    /** 上报街道. */
    record Escalated(
            EscalateReason reasonCode,
            String note,
            @Nullable String dutyItem) implements IntakeEvent {}

    /** 退回社区. */
    record SentBack(SendBackReason reasonCode, String note) implements IntakeEvent {}

    /** 报单, the whistle: hands the case to the county with all it needs. */
    record TicketFiled(CaseFacts facts, Ticket ticket) implements IntakeEvent {}

    /** 补签 of a ticket filed by rule. */
    record TicketEndorsed(String note) implements IntakeEvent {}

    /** 撤哨 asked for; dispatch answers. */
    record TakeBackRequested(RejectReason reasonCode, String note) implements IntakeEvent {}

    /**
     * 核查 asked of the grid workers of the community.
     *
     * @param flags honesty flags, shown to the checker
     */
    record CheckRequested(boolean selfHandled, List<String> flags) implements IntakeEvent {}

    /**
     * The check on site passed.
     *
     * @param flags honesty flags that only show when it is known who checks; absent for none
     */
    record CheckPassed(
            boolean selfHandled,
            String note,
            List<String> photoIds,
            @Nullable List<String> flags) implements IntakeEvent {}

    /**
     * The check on site failed.
     *
     * @param level whose self-handling failed; absent where the county handled it
     * @param failures failed checks in this round, this one included; the third leads to a ruling
     * @param assignmentIds assisting parts to redo beside the lead
     */
    record CheckFailed(
            @Nullable HandlingLevel level, String note, List<String> photoIds, List<UUID> assignmentIds, int failures)
            implements IntakeEvent {}

    /** 街道确认, with the street's marks unless silent or confirmed by a dispatcher. */
    record Confirmed(
            @Nullable Rating rating,
            boolean silent,
            @Nullable String comment) implements IntakeEvent {}

    /**
     * 否决.
     *
     * @param vetoes vetoes in this round, this one included; the second leads to a ruling
     */
    record Vetoed(DissatisfactionReason reasonCode, String note, List<UUID> assignmentIds, int vetoes)
            implements IntakeEvent {}

    /** 结案. */
    record Closed(boolean selfHandled) implements IntakeEvent {}

    /** 回访. */
    record CalledBack(
            boolean contacted,
            @Nullable Boolean resolved,
            @Nullable Integer satisfaction,
            @Nullable String note) implements IntakeEvent {}

    /** 评价 by a reporter, satisfaction 1 to 5. */
    record Rated(
            String reporter,
            boolean resolved,
            int satisfaction,
            @Nullable String comment) implements IntakeEvent {}

    /** 重开: begins the envelope's round. */
    record Reopened(DissatisfactionReason reasonCode, String note) implements IntakeEvent {}

    /** 抽查 drawn by rule. */
    record SpotCheckDrawn(String jurisdictionCode) implements IntakeEvent {}

    /** The spot-check's answer. */
    record SpotChecked(boolean passed, String note, List<String> photoIds) implements IntakeEvent {}

    /** 复发: the same category, near and soon after a closing. */
    record RecurrenceLinked(UUID earlierCase, int distanceMetres) implements IntakeEvent {}
}
