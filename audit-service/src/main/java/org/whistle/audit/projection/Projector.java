package org.whistle.audit.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.LedgerListener;

/** Feeds the read models what the ledger gained; wakes with it, and looks by itself for what another replica appended. */
@Component
class Projector implements SmartLifecycle, LedgerListener {

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofSeconds(1);

    private final Projection projection;
    private final List<ProjectionListener> listeners;
    private final boolean enabled;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Thread thread;

    Projector(
            Projection projection,
            List<ProjectionListener> listeners,
            @Value("${whistle.background:true}") boolean enabled) {
        this.projection = projection;
        this.listeners = List.copyOf(listeners);
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
        Thread loop = Thread.ofPlatform().name("projector").unstarted(this::run);
        thread = loop;
        loop.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            news.release();
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
        projection.register();
        while (isRunning()) {
            Duration pause = LOOK;
            try {
                catchUp();
            } catch (RuntimeException e) {
                LOG.warn("read models pause reason={}", e.toString());
                pause = REST;
            }
            await(pause);
        }
    }

    private void catchUp() {
        List<Projection.Lag> lags = projection.lags();
        while (!lags.isEmpty() && isRunning()) {
            List<Projection.Lag> busiest = new ArrayList<>(lags);
            busiest.sort(Comparator.comparingLong(Projection.Lag::behind).reversed());
            boolean moved = false;
            for (Projection.Lag lag : busiest) {
                moved |= projection.advance(lag.shard());
            }
            if (moved) {
                listeners.forEach(ProjectionListener::advanced);
            }
            lags = moved ? projection.lags() : List.of();
        }
    }

    private void await(Duration pause) {
        try {
            if (news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
