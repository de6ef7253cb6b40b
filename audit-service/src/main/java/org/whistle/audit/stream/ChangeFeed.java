package org.whistle.audit.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.whistle.audit.projection.ProjectionListener;
import org.whistle.audit.timeline.Visibility;
import org.whistle.kit.loop.WokenLoop;

/** Watches the timeline, which any replica may extend, and notifies every listener of this replica. */
@Component
public class ChangeFeed extends WokenLoop implements ProjectionListener {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** With more entries than this the listener gets none of them and has to read its lists again. */
    private static final int MOST_TOLD_AGAIN = 5_000;

    private final ChangeQueries queries;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Positions told;

    ChangeFeed(ChangeQueries queries) {
        super("change-feed", true);
        this.queries = queries;
    }

    /**
     * Listens from a position on: missed changes are sent first, then new ones.
     *
     * @param after the last position the listener has; absent for new changes only
     */
    public Subscription subscribe(Visibility visibility, @Nullable Positions after) {
        Subscription subscription = new Subscription(this, visibility);
        lock.lock();
        try {
            Positions now = now();
            Positions from = Optional.ofNullable(after).orElse(now);
            boolean tooFar = from.until(now) > MOST_TOLD_AGAIN;
            List<CaseChange> missed = tooFar ? List.of() : queries.between(from, now);
            subscription.offer(missed, now, tooFar);
            subscriptions.add(subscription);
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    /** The present position, for a listener that has none. */
    public Positions here() {
        lock.lock();
        try {
            return now();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void advanced() {
        wake();
    }

    @Override
    public void stop() {
        super.stop();
        subscriptions.forEach(subscription -> subscription.end(Positions.START));
    }

    @Override
    protected Duration pass() {
        try {
            tell();
        } catch (RuntimeException e) {
            LOG.warn("stream pauses reason={}", e.toString());
        }
        return LOOK;
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** How many listen. */
    int listeners() {
        return subscriptions.size();
    }

    private void tell() {
        if (subscriptions.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            Positions before = now();
            Positions until = before.orLater(queries.told());
            if (before.until(until) == 0) {
                return;
            }
            boolean tooMuch = before.until(until) > MOST_TOLD_AGAIN;
            List<CaseChange> changes = tooMuch ? List.of() : queries.between(before, until);
            told = until;
            subscriptions.forEach(subscription -> subscription.offer(changes, until, tooMuch));
        } finally {
            lock.unlock();
        }
    }

    /** Without listeners nothing is sent, so the position moves on to the present. */
    private Positions now() {
        Positions known = told;
        if (known == null || subscriptions.isEmpty()) {
            known = (known == null ? Positions.START : known).orLater(queries.told());
            told = known;
        }
        return known;
    }
}
