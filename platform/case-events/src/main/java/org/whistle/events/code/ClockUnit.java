package org.whistle.events.code;

/** The units of a limit (domain.md, Clocks). */
public enum ClockUnit {
    /** runs without a break */
    URGENT_MINUTE,
    /** 紧急工作时, runs without a break */
    URGENT_HOUR,
    /** 紧急工作日, runs without a break */
    URGENT_DAY,
    /** 工作时, only inside working slots */
    WORK_HOUR,
    /** 工作日, 8 working hours */
    WORK_DAY,
    /** 自然日, ends at 24:00 local */
    CALENDAR_DAY;

    /** Whether it counts minutes or hours that run without a break, so that nothing about it waits for the morning. */
    public boolean continuous() {
        return this == URGENT_MINUTE || this == URGENT_HOUR;
    }
}
