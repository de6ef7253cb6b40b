package org.whistle.events.code;

/** What points are taken off for, a case each (domain.md, Score). */
public enum ScoreDeduction {
    /** a case that failed a check 核查不合格 */
    FAILED_CHECK,
    /** instead, a case that failed three times 三次不合格 */
    FAILED_THREE_TIMES,
    /** 弄虚作假 */
    MISCONDUCT,
    /** 橙色督办 */
    SUPERVISION_ORANGE,
    /** 红色督办 */
    SUPERVISION_RED
}
