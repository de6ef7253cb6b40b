package org.whistle.events.code;

/** Why a community hands a case up to its street. */
public enum EscalateReason {
    /** beyond the community's powers */
    BEYOND_POWER,
    /** needs law enforcement */
    NEEDS_ENFORCEMENT,
    /** spans several communities */
    CROSSES_COMMUNITIES
}
