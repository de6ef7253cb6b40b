package org.whistle.intake.honesty;

/** A sign that a handling may be made up; its name is the code in {@code check-requested}. */
public enum HonestyFlag {
    /** an after-photo is a before-photo, byte for byte */
    PHOTO_IDENTICAL,
    /** an after-photo looks like a before-photo */
    PHOTO_NEAR_IDENTICAL,
    /** a photo was taken somewhere else */
    PHOTO_FAR,
    /** an after-photo was taken before the handling could begin */
    PHOTO_OLD,
    /** completed, or photographed as done, before the check-in */
    HANDLED_BEFORE_ARRIVAL,
    /** completed at once after the acceptance */
    HANDLED_TOO_FAST,
    /** the checker is one of the reporters */
    REPORTER_IS_CHECKER
}
