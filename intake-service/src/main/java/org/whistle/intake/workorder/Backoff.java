package org.whistle.intake.workorder;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Doubles with each failure, up to an hour, a little apart from the others. */
final class Backoff {

    private static final Duration MOST = Duration.ofHours(1);
    private static final int DOUBLINGS = 20;

    private Backoff() {}

    /** How long to wait after so many failures. */
    static Duration after(int failures, Duration first) {
        long most = Math.min(MOST.toMillis(), first.toMillis() << Math.min(DOUBLINGS, Math.max(0, failures - 1)));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
