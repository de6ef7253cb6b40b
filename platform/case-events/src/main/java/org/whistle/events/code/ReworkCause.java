package org.whistle.events.code;

/** What sent a part back to its unit 返工. */
public enum ReworkCause {
    /** the check on site failed */
    CHECK_FAILED,
    /** the street vetoed */
    VETOED,
    /** the command leader ruled */
    RULED
}
