package org.whistle.events.code;

/** Why a unit returns a part 退单, or a dispatcher recalls it 撤回. */
public enum ReturnReason {
    /** another unit is responsible */
    WRONG_DEPARTMENT,
    /** outside the unit's area */
    OUTSIDE_AREA,
    /** the owner is unclear */
    OWNER_UNCLEAR,
    /** see the note */
    OTHER
}
