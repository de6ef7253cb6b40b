package org.whistle.comparison;

import java.util.UUID;

/** A difference between a desk and the ledger. */
public record Finding(Kind kind, String desk, UUID id, String detail) {

    /** What is wrong. */
    public enum Kind {
        /** stored at the desk, but not in the ledger */
        WITHHELD("扣发事件", "event withheld"),
        /** the desk keeps other bytes than the ledger */
        EVENT_EDITED("事件被改", "event edited"),
        /** in the ledger from this desk, but not at the desk */
        EVENT_MISSING("台账无此事件", "event missing at the desk"),
        /** the desk's case is in another state than its events give */
        DESK_ROW_EDITED("台账案件被改", "desk row edited"),
        /** an event names a picture or document that is not kept any more */
        FILE_MISSING("附件缺失", "file missing"),
        /** the stored file differs from the one the event names */
        FILE_CHANGED("附件被改", "file changed");

        private final String nameZh;
        private final String nameEn;

        Kind(String nameZh, String nameEn) {
            this.nameZh = nameZh;
            this.nameEn = nameEn;
        }
    }

    /** In both languages, on one line. */
    public String line() {
        return "✗ %s / %s: %s %s %s".formatted(kind.nameZh, kind.nameEn, desk, id, detail);
    }
}
