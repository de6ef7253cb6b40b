package org.whistle.events.code;

/** Why a case is voided 作废. */
public enum VoidReason {
    /** nothing there */
    NOT_FOUND,
    /** not what the county handles */
    OUT_OF_SCOPE,
    /** untrue */
    FALSE_REPORT,
    /** the reporter took it back */
    WITHDRAWN
}
