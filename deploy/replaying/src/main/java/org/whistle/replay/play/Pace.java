package org.whistle.replay.play;

import java.time.Duration;
import java.time.Instant;
import org.whistle.replay.client.DemoClock;

/** How a play's time runs. */
public sealed interface Pace {

    /** An act may happen this much before its planned time, together with earlier ones. */
    Duration window();

    /** Waits for or moves to a planned instant; answers the system's time. */
    Instant reach(Instant planned);

    /** The clock is not moved; only the order counts. */
    static Pace standing() {
        return new Standing();
    }

    /** From instant to instant without waiting. */
    static Pace unbounded(DemoClock clock, Duration window) {
        return new Moving(clock, window, Double.POSITIVE_INFINITY);
    }

    /** So many times as fast as real time, which shortens the window to a real second. */
    static Pace times(DemoClock clock, Duration window, double speed) {
        Duration second = Duration.ofMillis((long) (speed * 1000));
        return new Moving(clock, second.compareTo(window) < 0 ? second : window, speed);
    }

    /** See {@link #standing}. */
    final class Standing implements Pace {

        private static final Duration EVER = Duration.ofDays(36_500);

        private Standing() {}

        @Override
        public Duration window() {
            return EVER;
        }

        @Override
        public Instant reach(Instant planned) {
            return Instant.now();
        }
    }

    /** Moves the clock, and waits between moves unless unbounded. */
    final class Moving implements Pace {

        /** The clock is not moved for less: every move costs a write in every database. */
        private static final Duration LEAST = Duration.ofSeconds(30);

        private final DemoClock clock;
        private final Duration window;
        private final double speed;
        private Duration ahead;
        private Instant simulatedStart = Instant.EPOCH;
        private long wallStart;

        private Moving(DemoClock clock, Duration window, double speed) {
            this.clock = clock;
            this.window = window;
            this.speed = speed;
            this.ahead = Duration.between(Instant.now(), clock.now());
        }

        @Override
        public Duration window() {
            return window;
        }

        @Override
        public Instant reach(Instant planned) {
            if (Double.isFinite(speed)) {
                await(planned);
            }
            if (now().plus(LEAST).isBefore(planned)) {
                ahead = Duration.between(Instant.now(), clock.set(planned));
            }
            return now();
        }

        private Instant now() {
            return Instant.now().plus(ahead);
        }

        private void await(Instant planned) {
            if (wallStart == 0) {
                wallStart = System.nanoTime();
                simulatedStart = planned;
            }
            double due = Duration.between(simulatedStart, planned).toNanos() / speed;
            long left = wallStart + (long) due - System.nanoTime();
            if (left > 0) {
                Pauses.sleep(Duration.ofNanos(left));
            }
        }
    }
}
