package org.whistle.proof.casefile;

import org.jspecify.annotations.Nullable;

/**
 * A fault, and its place.
 *
 * @param index of the event's leaf, absent where it is about the whole file
 */
public record Finding(Kind kind, @Nullable Long index, String detail) {

    /** What can be wrong. */
    public enum Kind {
        UNREADABLE("无法读取", "unreadable"),
        UNKNOWN_LOG_KEY("检查点不是已知账本密钥所签", "checkpoint signed by no known key of the log"),
        BAD_NOTE_SIGNATURE("检查点签名无效", "signature of the checkpoint does not hold"),
        WRONG_ORIGIN("检查点属于另一账本", "checkpoint of another log"),
        MISSING_WITNESS("缺少见证人联署", "no cosignature of a known witness"),
        NO_EVENTS("没有任何事件", "no events"),
        NOT_INCLUDED("事件不在账本中", "event is not in the log"),
        UNREADABLE_ENTRY("事件无法读取", "event is unreadable"),
        UNTRUSTED_EVENT("账本未认可该事件", "event was not trusted by the ledger"),
        WRONG_PRODUCER_SIGNATURE("服务签名无效", "signature of the producing service does not hold"),
        SIGNED_BY_ANOTHER("由另一服务签名", "signed by another service"),
        OTHER_CASE("属于另一案件", "event of another case"),
        WRONG_CASE_NUMBER("案件编号不符", "case number differs from the events'"),
        DUPLICATE_EVENT("事件重复", "event appears twice"),
        WRONG_ORDER("事件次序与账本不符", "events are not in the order of the log"),
        SEQUENCE_GAP("该服务的事件序号不连续", "gap in the sequence of a producer"),
        TIME_REVERSED("事件时间倒退", "time runs backwards"),
        UNKNOWN_PHOTO("照片不在任何事件中", "photo is named by no event"),
        MISSING_PHOTO("缺少事件所列照片", "photo named by an event is missing"),
        WRONG_PHOTO_HASH("照片摘要与事件不符", "hash of the photo differs from the events'"),
        PHOTO_CHANGED("照片内容被替换", "photo's bytes have none of the hashes in the events"),
        INCONSISTENT("两个检查点互相矛盾", "checkpoints contradict each other");

        private final String zh;
        private final String en;

        Kind(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        /** What is wrong, in Chinese. */
        public String zh() {
            return zh;
        }

        /** What is wrong, in English. */
        public String en() {
            return en;
        }
    }

    /** On one line, in both languages. */
    @Override
    public String toString() {
        String where = index == null ? "" : " [" + index + "]";
        return kind.zh + where + " / " + kind.en + where + ": " + detail;
    }
}
