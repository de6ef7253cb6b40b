package org.whistle.dispatch.reference.pack;

/** The clocks whose limits belong to the desks, not to a condition (domain.md, Clocks). */
public enum DeskClock {
    COMMUNITY_TRIAGE,
    VERIFICATION,
    STREET_TRIAGE,
    ENDORSEMENT,
    DISPATCH,
    DISPATCH_EMERGENCY,
    CHECK_IN,
    RULING,
    CALL_BACK,
    RETURN_REVIEW,
    EXTENSION_REVIEW,
    SUSPENSION_REVIEW,
    CHECK,
    CHECK_URGENT,
    CONFIRMATION,
    CONFIRMATION_LEADER,
    SUPERVISION_REPLY,
    APPEAL
}
