package org.whistle.events.code;

/** A part of an objective score, each a share from 0 to 1 (domain.md, Score); of a recurrence the smaller the better. */
public enum ScorePart {
    /** 接单及时率 */
    ACCEPT_ON_TIME("接单及时率", "accepted on time"),
    /** 按期处置率 */
    ON_TIME_HANDLING("按期处置率", "handled on time"),
    /** 结案率 */
    CLOSING("结案率", "closed"),
    /** 一次核查通过率 */
    FIRST_CHECK("一次核查通过率", "passed the first check"),
    /** 正当退单率 */
    JUSTIFIED_RETURNS("正当退单率", "justified returns"),
    /** 满意率 */
    SATISFACTION("满意率", "satisfied"),
    /** 有效上报率 */
    VALID_REPORTS("有效上报率", "valid reports"),
    /** 自行处置率 */
    SELF_HANDLED_SHARE("自行处置率", "self-handled"),
    /** 研判及时率 */
    ON_TIME_TRIAGE("研判及时率", "triaged on time"),
    /** 真办结率 */
    TRUE_CLOSING("真办结率", "truly closed"),
    /** 复发率 */
    RECURRENCE("复发率", "recurred"),
    /** 派单及时率 */
    DISPATCH_ON_TIME("派单及时率", "dispatched on time"),
    /** 派遣准确率 */
    DISPATCH_ACCURACY("派遣准确率", "dispatched accurately"),
    /** 审核及时率 */
    REVIEWS_ON_TIME("审核及时率", "reviewed on time"),
    /** 核查及时率 */
    CHECKS_ON_TIME("核查及时率", "checked on time");

    private final String nameZh;
    private final String nameEn;

    ScorePart(String nameZh, String nameEn) {
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    /** As users see it. */
    public String nameZh() {
        return nameZh;
    }

    /** As users see it, in English. */
    public String nameEn() {
        return nameEn;
    }

    /** Whether less of it is better. */
    public boolean falling() {
        return this == RECURRENCE;
    }
}
