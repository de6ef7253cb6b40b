package org.whistle.events.code;

/** Why a street vetoes 否决, or a case is reopened 重开. */
public enum DissatisfactionReason {
    /** not resolved */
    NOT_RESOLVED,
    /** partly resolved */
    PARTLY_RESOLVED,
    /** came back */
    RECURRED,
    /** nobody came */
    NO_SHOW
}
