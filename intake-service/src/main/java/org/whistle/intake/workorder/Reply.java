package org.whistle.intake.workorder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.CaseState;

/**
 * What the other platform is told of its order.
 *
 * @param replyId the same each time it is sent
 * @param result of kind DONE
 * @param reasonCode of kind RETURNED: why it is not ours; of DONE where the work was not finished
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

    /** How far it is. */
    public enum Kind {
        /** it is a case now */
        ACCEPTED,
        /** somebody works on it */
        IN_PROGRESS,
        /** our deadline lies after theirs */
        EXTENSION_ASKED,
        /** 退回: it is not ours to do */
        RETURNED,
        /** closed, with its result */
        DONE
    }
}
