package org.whistle.events.code;

/** Who handles a case without the county 自办. */
public enum HandlingLevel {
    /** 社区自办 */
    COMMUNITY,
    /** 街道自办 */
    STREET
}
