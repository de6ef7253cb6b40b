package org.whistle.dispatch.dispatching;

/** How far an appeal got. */
public enum AppealStage {
    /** waits for the first review */
    FILED,
    /** waits for the decision */
    REVIEWED,
    /** 支持: out of the score */
    UPHELD,
    /** 驳回 */
    REJECTED;

    static AppealStage of(Appeal appeal) {
        if (appeal.upheld() != null) {
            return appeal.upheld() ? UPHELD : REJECTED;
        }
        return appeal.recommended() == null ? FILED : REVIEWED;
    }
}
