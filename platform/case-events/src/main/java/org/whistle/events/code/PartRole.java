package org.whistle.events.code;

/** A unit's role in a dispatched case. */
public enum PartRole {
    /** 主办 */
    LEAD,
    /** 协办 */
    ASSISTING
}
