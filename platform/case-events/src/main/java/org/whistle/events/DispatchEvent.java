package org.whistle.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.SupervisionLevel;

/** What dispatch-service, the county command center, decides. */
public sealed interface DispatchEvent extends CaseEvent {

    /** 立案. */
    record Filed() implements DispatchEvent {}

    /** 不予立案, or the answer to a take-back: the case is the street's again. */
    record TicketRejected(RejectReason reasonCode, String note) implements DispatchEvent {}

    /**
     * 派单: complete, so that department-service needs no other source.
     *
     * @param byRule an emergency that went to the first candidate by rule, not by a person
     */
    record Dispatched(
            CaseFacts facts,
            Ticket ticket,
            List<OfferedPart> parts,
            @Nullable String note,
            @Nullable Boolean byRule) implements DispatchEvent {}

    /** One more assisting unit. */
    record AssistantAdded(OfferedPart part, @Nullable String note) implements DispatchEvent {}

    /** 退单 approved; the lead's ends all parts. */
    record ReturnApproved(boolean lead, String note) implements DispatchEvent {}

    /** 退单 refused: counted against the unit, which keeps its part. */
    record ReturnRefused(boolean lead, String note) implements DispatchEvent {}

    /** 兜底指定 after two approved returns: no further return. */
    record Designated(
            CaseFacts facts,
            Ticket ticket,
            List<OfferedPart> parts,
            @Nullable String note) implements DispatchEvent {}

    /** 撤回 of the whole case, or of the envelope's assisting part. */
    record Recalled(boolean whole, ReturnReason reasonCode, String note) implements DispatchEvent {}

    /** 延期 granted, in the limit's own unit. */
    record ExtensionGranted(Limit amount, String note) implements DispatchEvent {}

    /** 延期 refused. */
    record ExtensionRefused(String note) implements DispatchEvent {}

    /** 挂账 until a date. */
    record Suspended(Instant until, String note) implements DispatchEvent {}

    /** 挂账 refused. */
    record SuspensionRefused(String note) implements DispatchEvent {}

    /** 恢复, by date or earlier. */
    record Resumed(boolean byRule, @Nullable String note) implements DispatchEvent {}

    /** Dispatch accepted the lead's completion: intake holds the case again and has it checked. */
    record CompletionAccepted(String leadUnit, String result, boolean informed, List<String> photoIds, List<UUID> parts)
            implements DispatchEvent {}

    /**
     * 返工: these parts go on with their next attempt.
     *
     * @param parts the lead's always, and the assisting ones named
     * @param attempt the number the parts work under from now on, from 2
     */
    record ReworkOrdered(ReworkCause cause, List<UUID> parts, int attempt, String note) implements DispatchEvent {}

    /** 裁决. */
    record Ruled(RulingDecision decision, String note) implements DispatchEvent {}

    /** A decision that met a newer one: kept, shown, never scored. */
    record Superseded(UUID eventId, String by, String reason) implements DispatchEvent {

        /** The reason of an assisting part that was added when the lead had completed already: the part ends. */
        public static final String ASSISTANT_TOO_LATE = "ASSISTANT_TOO_LATE";

        /** Whether the envelope's part ends with it. */
        public boolean endsItsPart() {
            return reason.equals(ASSISTANT_TOO_LATE);
        }
    }

    /** 督办. */
    record Supervised(SupervisionLevel level, boolean byRule, String note) implements DispatchEvent {}

    /** A supervision by rule whose cause went away. */
    record SupervisionWithdrawn(UUID supervision) implements DispatchEvent {}

    /** The next person of an emergency's duty roster was alerted: the command center's, or that of the envelope's part. */
    record DutyAlerted(String unit, String duty) implements DispatchEvent {}

    /** 弄虚作假. */
    record MisconductFound(String unit, String note, List<String> photoIds) implements DispatchEvent {}

    /** 申诉, first review. */
    record AppealReviewed(UUID appealId, boolean recommend, String note) implements DispatchEvent {}

    /** 申诉 decided. */
    record AppealDecided(UUID appealId, boolean uphold, String note) implements DispatchEvent {}

    /** 强制结案. */
    record ForceClosed(ForceCloseReason reasonCode, String note) implements DispatchEvent {}
}
