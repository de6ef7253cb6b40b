package org.whistle.events.code;

/** Where a report came from. */
public enum Source {
    /** 网格巡查 */
    GRID_PATROL(false),
    /** 随手拍 */
    CITIZEN(true),
    /** 12345 热线 */
    HOTLINE_12345(true),
    /** 领导批示 */
    LEADER(false),
    /** 媒体曝光 */
    MEDIA(true),
    /** 部门批转 */
    DEPARTMENT(false),
    /** 物联感知 */
    SENSOR(false),
    /** Open311 GeoReport */
    OPEN311(true);

    private final boolean verificationRequired;

    Source(boolean verificationRequired) {
        this.verificationRequired = verificationRequired;
    }

    /** Whether a citizen waits for an answer: called back, and never closed by the street's silence. */
    public boolean answersToCitizen() {
        return this == CITIZEN || this == HOTLINE_12345 || this == OPEN311;
    }

    /** Whether somebody has to see it on site first, urgent cases aside (domain.md, Transitions). */
    public boolean verificationRequired() {
        return verificationRequired;
    }
}
