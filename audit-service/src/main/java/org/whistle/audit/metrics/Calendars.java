package org.whistle.audit.metrics;

import org.jspecify.annotations.Nullable;
import org.whistle.clock.WorkCalendar;

/** Finds the calendar that an event names. */
@FunctionalInterface
public interface Calendars {

    /**
     * A published calendar.
     *
     * @param code any code within the county
     * @param version as the events carry it, such as {@code 2026-1@3}
     */
    WorkCalendar of(String code, @Nullable String version);
}
