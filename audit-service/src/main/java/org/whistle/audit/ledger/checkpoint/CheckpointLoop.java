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
import org.whistle.audit.ledger.LedgerListener;

/** Signs within a second of the last append, at most twice a second; looks by itself for what another replica appended. */
@Component
class CheckpointLoop implements SmartLifecycle, LedgerListener {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointLoop.class);
    private static final Duration LOOK = Duration.ofMillis(700);
    private static final Duration GAP = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(2);

    private final CheckpointSigning signing;
    private final WitnessLoop witness;
    private final boolean enabled;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Thread thread;

    CheckpointLoop(
            CheckpointSigning signing, WitnessLoop witness, @Value("${whistle.background:true}") boolean enabled) {
        this.signing = signing;
        this.witness = witness;
        this.enabled = enabled;
    }

    @Override
    public void grew() {
        news.release();
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public void start() {
        Thread loop = Thread.ofPlatform().name("checkpoints").unstarted(this::run);
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
                if (!pass()) {
                    Thread.sleep(REST);
                }
                Thread.sleep(GAP);
                if (news.tryAcquire(LOOK.minus(GAP).toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("checkpoints end");
        }
    }

    private boolean pass() {
        try {
            if (signing.sign()) {
                witness.wake();
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("checkpoints pause reason={}", e.toString());
            return false;
        }
    }
}
