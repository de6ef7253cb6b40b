package org.whistle.kit.desk;

import java.time.Duration;
import org.whistle.events.Envelope;

/**
 * An event of another desk as it came in.
 *
 * @param late how long after its recording, by the machines' clocks, which nobody moves
 */
public record InboundEvent(Envelope envelope, Duration late) {

    /** A start applied later than this was nobody's to see: its clock is paused until then (domain.md, Clocks). */
    private static final Duration OUTAGE = Duration.ofMinutes(5);

    /** Whether an outage of ours lay between the decision and now. */
    public boolean afterAnOutage() {
        return late.compareTo(OUTAGE) > 0;
    }
}
