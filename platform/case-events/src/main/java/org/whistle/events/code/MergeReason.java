package org.whistle.events.code;

/** Why a merge is undone. */
public enum MergeReason {
    /** taken back */
    WITHDRAWN,
    /** the main case had ended earlier */
    MAIN_ENDED
}
