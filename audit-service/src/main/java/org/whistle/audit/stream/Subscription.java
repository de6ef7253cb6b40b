package org.whistle.audit.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.whistle.audit.timeline.Visibility;

/** The changes one listener may see, queued for sending, with the position after each batch. */
public final class Subscription implements AutoCloseable {

    /** A slower listener is disconnected and reconnects with its last id. */
    private static final int BATCHES = 256;

    private final ChangeFeed feed;
    private final Visibility visibility;
    private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(BATCHES);
    private volatile boolean behind;
    private volatile boolean ended;

    Subscription(ChangeFeed feed, Visibility visibility) {
        this.feed = feed;
        this.visibility = visibility;
    }

    /**
     * Changes that belong together, and the place after them.
     *
     * @param changes what the listener may know of them, which may be nothing
     * @param lost whether there were too many changes to send: the listener has to read its lists again
     */
    public record Batch(List<CaseChange> changes, Positions after, boolean lost) {

        public Batch {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The next batch; empty where nothing came in that time.
     *
     * @throws IllegalStateException for a listener that did not keep up
     */
    public @Nullable Batch next(Duration patience) throws InterruptedException {
        if (behind && waiting.isEmpty()) {
            throw new IllegalStateException("listener: too slow (expected: fewer than " + BATCHES + " batches behind)");
        }
        return waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the service stops: the listener finds another replica. */
    public boolean ended() {
        return ended;
    }

    /** Marks the end and wakes the thread that waits for the next batch. */
    void end(Positions here) {
        ended = true;
        waiting.offer(new Batch(List.of(), here, false));
    }

    @Override
    public void close() {
        feed.remove(this);
    }

    void offer(List<CaseChange> changes, Positions after, boolean lost) {
        List<CaseChange> visible =
                changes.stream().filter(change -> change.visibleTo(visibility)).toList();
        if (!visible.isEmpty() || lost) {
            behind |= behind || !waiting.offer(new Batch(visible, after, lost));
        }
    }
}
