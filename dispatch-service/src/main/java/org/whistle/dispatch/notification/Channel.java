package org.whistle.dispatch.notification;

/** The channels of notifications. */
public enum Channel {
    /** 站内: among the notices of the console or on the desk's list; never off */
    IN_APP,
    /** 邮件, to persons */
    EMAIL,
    /** 群机器人, to the group of a unit or a desk */
    ROBOT
}
