package org.whistle.events;

import org.whistle.events.code.ClockUnit;

/**
 * A time limit.
 *
 * @param amount at least 1, in the unit
 */
public record Limit(int amount, ClockUnit unit) {

    public Limit {
        if (amount < 1) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: >= 1)");
        }
    }
}
