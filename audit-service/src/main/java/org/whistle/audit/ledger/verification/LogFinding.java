package org.whistle.audit.ledger.verification;

import org.jspecify.annotations.Nullable;

/**
 * A fault found in a log.
 *
 * @param index the first bad leaf, absent where none is
 */
public record LogFinding(@Nullable Long index, Kind kind, String detail) {

    /** What was done to the log. */
    public enum Kind {
        /** an entry is gone */
        ROW_MISSING("条目缺失", "entry is missing"),
        /** entries at the end are gone that were signed */
        TAIL_CUT("尾部被截断", "signed entries at the end are missing"),
        /** the value was changed and nothing else */
        VALUE_CHANGED("条目内容被改动", "value does not fit its leaf"),
        /** the value was changed with its leaf, or was not signed by its producer */
        WRONG_SIGNATURE("服务签名无效", "trusted, but its producer did not sign it"),
        /** the stored verdict is not the one computed now */
        WRONG_VERDICT("可信标记不符", "verdict does not fit value and signature"),
        /** event, case, producer or sequence differ from the value */
        WRONG_COLUMNS("派生列不符", "derived columns do not fit the value"),
        /** entries are not in the order of the topic */
        WRONG_POSITION("次序不符", "not in the order of the topic"),
        /** the leaf is not the one that its tile has */
        LEAF_REWRITTEN("条目被改写", "leaf differs from its tile, and the signed root is missed"),
        /** tiles and leaves agree, but not with what was signed */
        LOG_REWRITTEN("账本被改写", "signed root is missed"),
        /** a tile is gone */
        TILE_MISSING("哈希块缺失", "tile is missing"),
        /** a tile is not that of its leaves */
        TILE_CHANGED("哈希块被改动", "tile differs from its leaves"),
        /** a checkpoint that the log did not sign like this */
        CHECKPOINT_FORGED("检查点被伪造", "checkpoint is not what was signed"),
        /** a cosignature that no witness gave */
        COSIGNATURE_FORGED("见证人联署被伪造", "cosignature is not a known witness's"),
        /** an event of a case never came */
        SEQUENCE_GAP("事件被隐瞒", "gap in a producer's events of a case"),
        /** an alarm raised by signing or witnessing that is still active */
        ALARM("未解除的告警", "standing alarm");

        private final String zh;
        private final String en;

        Kind(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        /** In Chinese. */
        public String zh() {
            return zh;
        }

        /** In English. */
        public String en() {
            return en;
        }
    }

    static LogFinding at(long index, Kind kind, String detail) {
        return new LogFinding(index, kind, detail);
    }

    @Override
    public String toString() {
        String where = index == null ? "" : " [" + index + "]";
        return kind + where + ": " + kind.zh + " / " + kind.en + ": " + detail;
    }
}
