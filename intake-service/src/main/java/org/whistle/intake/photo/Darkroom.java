package org.whistle.intake.photo;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Where pictures are worked on: on a few platform threads. Java 2D waits for locks inside native code, which on virtual
 * threads can take every carrier for ever; and few at once keeps their memory in bounds.
 */
final class Darkroom {

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("darkroom-", 0).factory());

    private Darkroom() {}

    /** Does the work there; its exceptions come out as they are. */
    static <T> T develop(Supplier<T> work) {
        try {
            return THREADS.submit(work::get).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
