package org.whistle.events.code;

/** Why a unit asks for more time 延期. */
public enum ExtensionReason {
    /** construction */
    ENGINEERING,
    /** weather */
    WEATHER,
    /** others must act first */
    COORDINATION,
    /** see the note */
    OTHER
}
