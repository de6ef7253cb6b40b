package org.whistle.intake.photo;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.whistle.intake.turn.Turn;
import org.whistle.kit.problem.RefusedException;

/**
 * Processes one upload and one view at a time, each in order of arrival, which limits memory and keeps views from delaying
 * reports; on a platform thread, since Java 2D waits for locks inside native code, which on virtual threads can block every
 * carrier for ever.
 */
@Component
final class ImageProcessor {

    private final Bench uploads;
    private final Bench views;

    ImageProcessor(PhotoProperties properties) {
        uploads = new Bench("images", properties.longestWait());
        views = new Bench("image-views", properties.longestWait());
    }

    /**
     * Does the work for an upload there; its exceptions come out as they are.
     *
     * @throws RefusedException 503 where it does not become free in time
     */
    <T> T develop(Supplier<T> work) {
        return uploads.run(work);
    }

    /**
     * Does the work for a view there, in a queue of its own.
     *
     * @throws RefusedException 503 where it does not become free in time
     */
    <T> T show(Supplier<T> work) {
        return views.run(work);
    }

    /** One worker and its queue. */
    private static final class Bench {

        private final Turn turn;
        private final ExecutorService thread;

        Bench(String name, Duration longestWait) {
            turn = new Turn(longestWait);
            thread = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name(name).factory());
        }

        <T> T run(Supplier<T> work) {
            turn.begin();
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
