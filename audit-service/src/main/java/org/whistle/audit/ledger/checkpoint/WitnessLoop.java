package org.whistle.audit.ledger.checkpoint;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Asks the witness after each signing, and again and again while it cannot be reached; nobody waits for it. */
@Component
class WitnessLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration REST = Duration.ofSeconds(5);

    private final Witnessing witnessing;
    private final boolean enabled;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean reachable = true;
    private volatile @Nullable Thread thread;

    WitnessLoop(Witnessing witnessing, @Value("${whistle.background:true}") boolean enabled) {
        this.witnessing = witnessing;
        this.enabled = enabled && witnessing.wanted();
    }

    /** There is a new checkpoint. */
    void wake() {
        news.release();
    }

    /** Whether the last question was answered. */
    boolean reachable() {
        return reachable;
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public void start() {
        Thread loop = Thread.ofVirtual().name("witness").unstarted(this::run);
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
                running.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (isRunning()) {
                Duration pause = pass() ? LOOK : REST;
                if (news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("witnessing ends");
        }
    }

    private boolean pass() {
        try {
            witnessing.cosign();
            if (!reachable) {
                LOG.info("witness is reached again");
            }
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warn("witness not reached, checkpoints stay uncosigned reason={}", e.toString());
            }
            reachable = false;
        }
        return reachable;
    }
}
