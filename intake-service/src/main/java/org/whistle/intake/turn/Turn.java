package org.whistle.intake.turn;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** One at a time, in order of arrival. */
public final class Turn {

    private final Semaphore free = new Semaphore(1, true);
    private final Duration longestWait;

    /** A turn that is waited for so long at most. */
    public Turn(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /**
     * Waits for it. Any thread may end it.
     *
     * @throws RefusedException 503 where it does not come in time
     */
    public void begin() {
        begin(System.nanoTime() + longestWait.toNanos());
    }

    /**
     * Waits for it until then, by {@link System#nanoTime()}.
     *
     * @throws RefusedException 503 where it does not come in time
     */
    public void begin(long end) {
        try {
            if (!free.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new RefusedException(new Refusal.Other(503, "BUSY"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Lets the next one begin. */
    public void end() {
        free.release();
    }
}
