package org.whistle.audit.projection;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.LedgerListener;
import org.whistle.kit.loop.WokenLoop;

/** Feeds the read models what the ledger gained; wakes with it, and looks by itself for what another replica appended. */
@Component
class Projector extends WokenLoop implements LedgerListener {

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofSeconds(1);

    private final Projection projection;
    private final List<ProjectionListener> listeners;

    /** Between two moves of a model that need not hurry. */
    private final Duration rest;

    /** Entries that a shard moves at once, where it is not the most: halved by each failure, until the shard has caught up. */
    private final Map<Integer, Integer> batches = new HashMap<>();

    /** When those models of a shard that need not hurry may move again, by {@link System#nanoTime()}. */
    private final Map<Integer, Long> resting = new HashMap<>();

    private boolean registered;

    Projector(
            Projection projection,
            List<ProjectionListener> listeners,
            MeterRegistry meters,
            @Value("${whistle.background:true}") boolean enabled,
            @Value("${whistle.projection.rest:1s}") Duration rest) {
        super("projector", enabled);
        this.rest = rest;
        this.projection = projection;
        this.listeners = List.copyOf(listeners);
        meters.gauge("whistle.projection.behind", projection, Projector::behind);
    }

    private static double behind(Projection projection) {
        return projection.lags().stream().mapToLong(Projection.Lag::behind).sum();
    }

    @Override
    public void grew() {
        wake();
    }

    @Override
    protected Duration pass() {
        try {
            if (!registered) {
                projection.register();
                registered = true;
            }
            catchUp();
            return batches.isEmpty() ? LOOK : REST;
        } catch (RuntimeException e) {
            LOG.warn("read models pause reason={}", e.toString());
            return REST;
        }
    }

    private void catchUp() {
        List<Projection.Lag> lags = projection.lags();
        while (!lags.isEmpty() && isRunning()) {
            List<Projection.Lag> busiest = new ArrayList<>(lags);
            busiest.sort(Comparator.comparingLong(Projection.Lag::behind).reversed());
            boolean moved = false;
            for (Projection.Lag lag : busiest) {
                moved |= advance(lag);
            }
            if (moved) {
                listeners.forEach(ProjectionListener::advanced);
            }
            lags = moved ? projection.lags() : List.of();
        }
    }

    /** Those near the end of the ledger first, then what is far behind; models that need not hurry rest once all are at the end. */
    private boolean advance(Projection.Lag lag) {
        int shard = lag.shard();
        long now = System.nanoTime();
        if (resting.getOrDefault(shard, now) - now > 0) {
            return attempt(shard, projection::advanceHurried).moved();
        }
        Projection.Step near = attempt(shard, projection::advance);
        Projection.Step far = near == Projection.Step.ALL ? near : attempt(shard, projection::advanceFurthest);
        if (far == Projection.Step.ALL) {
            batches.remove(shard);
            resting.put(shard, now + rest.toNanos());
        }
        return near.moved() || far.moved();
    }

    /** A shard that fails holds up no other; what took too long is tried in smaller parts. */
    private Projection.Step attempt(int shard, Batch batch) {
        int most = batches.getOrDefault(shard, Projection.BATCH);
        try {
            return batch.advance(shard, most);
        } catch (RuntimeException e) {
            LOG.warn("read models of a shard pause shard={} most={} reason={}", shard, most, e.toString());
            batches.put(shard, Math.max(1, most / 2));
            return Projection.Step.NONE;
        }
    }

    /** One way to move models of a shard on. */
    @FunctionalInterface
    private interface Batch {

        Projection.Step advance(int shard, int most);
    }
}
