package org.whistle.intake.photo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.intake.turn.Turn;
import org.whistle.kit.problem.RefusedException;

/**
 * Processes one upload and one view at a time, each in order of arrival, which limits memory and keeps views from delaying
 * reports; of an account one upload is in that order, its others wait for it. On a platform thread, since Java 2D waits for
 * locks inside native code, which on virtual threads can block every carrier for ever.
 */
@Component
final class ImageProcessor {

    private final Bench uploads;
    private final Bench views;
    private final Duration uploadWait;
    private final Map<String, Own> owns = new ConcurrentHashMap<>();

    ImageProcessor(PhotoProperties properties) {
        uploadWait = properties.uploadWait();
        uploads = new Bench("images", uploadWait);
        views = new Bench("image-views", properties.longestWait());
    }

    /**
     * Does the work for an upload of an account there; its exceptions come out as they are.
     *
     * @throws RefusedException 503 where it does not become free in time
     */
    <T> T develop(String account, Supplier<T> work) {
        long end = System.nanoTime() + uploadWait.toNanos();
        Own own = owns.compute(account, (_, before) -> before == null ? new Own() : before.oneMore());
        try {
            own.turn.begin(end);
            try {
                return uploads.run(end, work);
            } finally {
                own.turn.end();
            }
        } finally {
            owns.computeIfPresent(account, (_, before) -> before.oneLess());
        }
    }

    /**
     * Does the work for a view there, in a queue of its own.
     *
     * @throws RefusedException 503 where it does not become free in time
     */
    <T> T show(Supplier<T> work) {
        return views.run(work);
    }

    /** The turn of one account, as long as one of its uploads is here; counted under the lock of its key. */
    private final class Own {

        private final Turn turn = new Turn(uploadWait);
        private int uploads = 1;

        Own oneMore() {
            uploads++;
            return this;
        }

        @Nullable
        Own oneLess() {
            return --uploads == 0 ? null : this;
        }
    }

    /** One worker and its queue. */
    private static final class Bench {

        private final Turn turn;
        private final Duration longestWait;
        private final ExecutorService thread;

        Bench(String name, Duration longestWait) {
            this.longestWait = longestWait;
            turn = new Turn(longestWait);
            thread = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name(name).factory());
        }

        <T> T run(Supplier<T> work) {
            return run(System.nanoTime() + longestWait.toNanos(), work);
        }

        <T> T run(long end, Supplier<T> work) {
            turn.begin(end);
            try {
                return thread.submit(work::get).get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException failure -> throw failure;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } finally {
                turn.end();
            }
        }
    }
}
