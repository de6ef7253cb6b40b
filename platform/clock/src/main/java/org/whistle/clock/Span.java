package org.whistle.clock;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time; {@code to} is exclusive. */
public record Span(Instant from, Instant to) {

    /** How much of it lies between two instants. */
    public Duration within(Instant lower, Instant upper) {
        Instant first = lower.isAfter(from) ? lower : from;
        Instant last = upper.isBefore(to) ? upper : to;
        return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
    }
}
