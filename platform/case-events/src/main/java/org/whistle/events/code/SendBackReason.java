package org.whistle.events.code;

/** Why a street sends a case back to the community. */
public enum SendBackReason {
    /** facts are missing */
    INCOMPLETE,
    /** the community can handle it */
    COMMUNITY_CAN_HANDLE
}
