package org.whistle.kit.desk;

import java.time.Duration;
import org.whistle.events.Envelope;

/**
 * A received event of another desk.
 *
 * @param late how long after its recording it arrived, by the system clocks (not the demo's)
 */
public record InboundEvent(Envelope envelope, Duration late) {

    /**
     * A clock whose start arrives later than this is paused until its arrival, since no desk could see it
     * (domain.md, Clocks).
     */
    private static final Duration OUTAGE = Duration.ofMinutes(5);

    /** Whether an outage of ours lay between the decision and now. */
    public boolean afterAnOutage() {
        return late.compareTo(OUTAGE) > 0;
    }
}
