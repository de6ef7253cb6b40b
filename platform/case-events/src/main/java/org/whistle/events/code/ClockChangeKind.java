package org.whistle.events.code;

/** What an event did to a clock. */
public enum ClockChangeKind {
    /** started */
    STARTED,
    /** paused */
    PAUSED,
    /** resumed */
    RESUMED,
    /** extended */
    EXTENDED,
    /** stopped */
    STOPPED
}
