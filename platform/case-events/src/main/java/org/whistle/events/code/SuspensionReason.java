package org.whistle.events.code;

/** Why a case is suspended 挂账. */
public enum SuspensionReason {
    /** construction */
    ENGINEERING,
    /** wrong season */
    SEASONAL,
    /** conditions are not met */
    CONDITIONS_NOT_MET
}
