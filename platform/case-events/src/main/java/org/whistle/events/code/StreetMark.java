package org.whistle.events.code;

/** What a street rates when it confirms, each from 0 to 100 (domain.md, Score). */
public enum StreetMark {
    /** 到场速度 */
    ARRIVAL_SPEED,
    /** 办理质量 */
    QUALITY,
    /** 配合程度 */
    COOPERATION,
    /** 沟通反馈 */
    COMMUNICATION
}
