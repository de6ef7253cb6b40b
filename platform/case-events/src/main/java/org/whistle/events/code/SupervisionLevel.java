package org.whistle.events.code;

/** The colours of supervision 督办, only upward. */
public enum SupervisionLevel {
    /** 蓝 */
    BLUE,
    /** 橙 */
    ORANGE,
    /** 红 */
    RED
}
