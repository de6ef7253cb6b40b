package org.whistle.clock;

import java.time.Duration;
import java.time.Instant;
import org.whistle.clock.Explanation.Reason;

/** A stretch of time, how much of it counts, and why. */
record Stretch(Instant from, Instant to, Duration counted, Reason reason, Phrase what) {}
