package org.whistle.events.code;

/** Why a case is force-closed 强制结案. */
public enum ForceCloseReason {
    /** before a court */
    LEGAL_PROCEEDINGS,
    /** beyond the county */
    BEYOND_COUNTY,
    /** see the note */
    OTHER
}
