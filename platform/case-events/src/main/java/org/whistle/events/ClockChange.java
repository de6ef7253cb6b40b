package org.whistle.events;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ClockChangeKind;

/**
 * What an event did to one clock (events.md: every event that touches a clock carries these).
 *
 * @param kind such as {@code HANDLING}
 * @param owner on a start: the service that stops the clock, and alone fires its warning and its miss
 * @param assignmentId of a part's clock
 * @param responsibleUnit of a part's clock, on its start
 * @param conditionCode of a handling clock, on its start: one per stage; of an appeal's its id
 * @param limit on a start the limit, on an extension what was added
 * @param used on a start: what the same unit used up before a recall, in the limit's own measure
 * @param at where it is not the event's time: an outage of ours
 * @param deadline as it is after the change; absent while paused
 */
public record ClockChange(
        UUID clockId,
        String kind,
        @Nullable Producer owner,
        @Nullable UUID assignmentId,
        @Nullable String responsibleUnit,
        @Nullable String conditionCode,
        ClockChangeKind change,
        @Nullable Limit limit,
        @Nullable Duration used,
        @Nullable Instant at,
        @Nullable Instant deadline,
        @Nullable String calendarVersion) {}
