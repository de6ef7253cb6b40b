package org.whistle.audit.metrics;

import org.whistle.clock.ClockKind;

/**
 * How long a stage took: its own clocks from start to stop, pauses left out, in seconds. The mean is exact. Median and 90th
 * percentile (nearest rank) come from a histogram whose slots grow by 5 %, so that days add up, and are off by 2.5 % at
 * most: slot {@code i} holds {@code (1.05^(i-1), 1.05^i]} seconds and counts as {@code 2 · 1.05^i / 2.05}.
 */
public record StageTime(ClockKind stage, long count, double meanSeconds, double medianSeconds, double p90Seconds) {

    private static final double GROWTH = 1.05;
    private static final int NO_TIME = -1;

    /** Of at least one clock. */
    static StageTime of(ClockKind stage, long count, long seconds, int medianSlot, int p90Slot) {
        return new StageTime(
                stage,
                count,
                Rounded.six((double) seconds / count),
                Rounded.six(secondsOf(medianSlot)),
                Rounded.six(secondsOf(p90Slot)));
    }

    /** The slot of a time of at least 0 seconds. */
    static int slotOf(long seconds) {
        return seconds <= 0 ? NO_TIME : (int) Math.ceil(Math.log(seconds) / Math.log(GROWTH));
    }

    /** The representative value of a slot in seconds. */
    static double secondsOf(int slot) {
        return slot == NO_TIME ? 0 : 2 * Math.pow(GROWTH, slot) / (1 + GROWTH);
    }
}
