package org.whistle.bench.loop;

/** What people do in one closed loop, in this order; the photo is uploaded for the completion and is no step of the eight. */
enum LoopStep {
    REPORT,
    ESCALATE,
    TICKET,
    DISPATCH,
    ACCEPT,
    PHOTO,
    COMPLETE,
    CHECK,
    CONFIRM;

    /** Its name in the API and in reports. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
