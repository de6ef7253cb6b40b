package org.whistle.kit.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does the same again and again on a thread of its own: when it is woken, and after a while by itself. */
public abstract class WokenLoop implements SmartLifecycle, Loop {

    private static final Logger LOG = LoggerFactory.getLogger(WokenLoop.class);
    private static final Duration LAST_PASS = Duration.ofSeconds(20);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final boolean enabled;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Thread thread;

    /**
     * A loop that starts and stops with the application.
     *
     * @param enabled false beside a running service: then it never starts by itself
     */
    protected WokenLoop(String name, boolean enabled) {
        this.name = name;
        this.enabled = enabled;
    }

    /**
     * One pass; after one that throws there is another one.
     *
     * @return the wait before the next one, unless it is woken earlier
     */
    protected abstract Duration pass() throws InterruptedException;

    /** There is something to do. */
    public final void wake() {
        news.release();
    }

    @Override
    public final boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public void start() {
        Thread loop = Thread.ofPlatform().name(name).unstarted(this::run);
        thread = loop;
        loop.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(LAST_PASS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean alive() {
        Thread running = thread;
        return running == null || running.isAlive();
    }

    private Duration passOrPause() throws InterruptedException {
        try {
            return pass();
        } catch (RuntimeException e) {
            LOG.error("loop pauses name={}", name, e);
            return AFTER_A_FAILURE;
        }
    }

    private void run() {
        try {
            while (isRunning()) {
                if (news.tryAcquire(passOrPause().toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("loop ends name={}", name);
        }
    }
}
