package org.whistle.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ExtensionReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.SuspensionReason;

/** What department-service decides about a part; the envelope names the part and its attempt. */
public sealed interface DepartmentEvent extends CaseEvent {

    /** 接单. */
    record Accepted() implements DepartmentEvent {}

    /** 退单 asked for. */
    record ReturnRequested(
            ReturnReason reasonCode, String note, @Nullable String proposedUnit) implements DepartmentEvent {}

    /**
     * 报到.
     *
     * @param distanceMetres from the case; the position itself stays at the desk
     * @param positionHash salted
     */
    record CheckedIn(int distanceMetres, String positionHash) implements DepartmentEvent {}

    /** The work was assigned within the unit. */
    record HandlerAssigned(String handler) implements DepartmentEvent {}

    /** A note on the way. */
    record ProgressNoted(String note, List<String> photoIds) implements DepartmentEvent {}

    /** One stage of a staged case is done. */
    record StageCompleted(String conditionCode, String result, List<String> photoIds) implements DepartmentEvent {}

    /** 延期 asked for. */
    record ExtensionRequested(Limit amount, ExtensionReason reasonCode, String note) implements DepartmentEvent {}

    /** 挂账 asked for. */
    record SuspensionRequested(Instant until, SuspensionReason reasonCode, String note) implements DepartmentEvent {}

    /**
     * 处置反馈 of one part.
     *
     * @param informed 告知性: completed by informing the citizen, where the criterion allows it
     * @param lapsed whether a request of the unit was still unanswered and lapses with it
     * @param reply 答复: what the citizen reads
     */
    record Completed(
            String result,
            boolean informed,
            List<String> photoIds,
            List<String> documentIds,
            @Nullable Boolean lapsed,
            @Nullable String reply)
            implements DepartmentEvent {

        /** Whether an answer to a request of the unit, given meanwhile, comes too late. */
        public boolean lapsesRequest() {
            return Boolean.TRUE.equals(lapsed);
        }
    }

    /** 申诉 filed. */
    record AppealFiled(UUID appealId, String about, String reasonCode, String note) implements DepartmentEvent {}
}
