package org.whistle.audit.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private boolean registered;

    Projector(
            Projection projection,
            List<ProjectionListener> listeners,
            @Value("${whistle.background:true}") boolean enabled) {
        super("projector", enabled);
        this.projection = projection;
        this.listeners = List.copyOf(listeners);
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
            return LOOK;
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
                moved |= projection.advance(lag.shard());
            }
            if (moved) {
                listeners.forEach(ProjectionListener::advanced);
            }
            lags = moved ? projection.lags() : List.of();
        }
    }
}
