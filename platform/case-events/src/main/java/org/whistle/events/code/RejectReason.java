package org.whistle.events.code;

/** Why a ticket is not filed 不予立案, or taken back 撤哨. */
public enum RejectReason {
    /** already known */
    DUPLICATE,
    /** does not meet a filing condition */
    NOT_QUALIFIED,
    /** the street can handle it */
    STREET_CAN_HANDLE,
    /** facts are missing */
    INCOMPLETE
}
