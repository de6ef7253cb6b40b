package org.whistle.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ClockChangeKind;

/** What an event did to one clock (events.md: every event that touches a clock carries these). */
public record ClockChange(
        UUID clockId,
        String kind,
        @Nullable UUID assignmentId,
        ClockChangeKind change,
        @Nullable Limit limit,
        @Nullable Instant deadline,
        @Nullable String calendarVersion) {}
