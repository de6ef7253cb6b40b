package org.whistle.intake.workorder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.CaseState;

/**
 * A reply to the other platform about its order.
 *
 * @param replyId the same each time it is sent
 * @param result of kind DONE
 * @param reasonCode of kind RETURNED: why it is not the county's task; of DONE where the work was not finished
 * @param until of kind EXTENSION_ASKED
 */
public record Reply(
        UUID replyId,
        String number,
        Kind kind,
        Instant at,
        String caseNumber,
        CaseState state,
        int round,
        @Nullable String result,
        @Nullable String reasonCode,
        @Nullable String reason,
        @Nullable Instant until) {

    /** The kinds of replies, in the order of progress. */
    public enum Kind {
        /** it is a case now */
        ACCEPTED,
        /** it is being worked on */
        IN_PROGRESS,
        /** our deadline lies after theirs */
        EXTENSION_ASKED,
        /** 退回: it is not the county's task */
        RETURNED,
        /** closed, with its result */
        DONE
    }
}
