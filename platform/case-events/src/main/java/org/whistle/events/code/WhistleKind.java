package org.whistle.events.code;

/** What kind of whistle a street blows. */
public enum WhistleKind {
    /** 日常哨 */
    ROUTINE,
    /** 执法哨 */
    ENFORCEMENT,
    /** 应急哨 */
    EMERGENCY,
    /** 攻坚哨; only a street leader may blow it */
    CAMPAIGN
}
