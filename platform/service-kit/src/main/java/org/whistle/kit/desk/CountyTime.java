package org.whistle.kit.desk;

import org.whistle.clock.DeskLimits;
import org.whistle.clock.WorkCalendar;

/** A county's calendar and the limits of its desks, as they are in force. */
public record CountyTime(WorkCalendar calendar, DeskLimits limits) {}
