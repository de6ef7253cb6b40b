package org.whistle.standalone.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Prints how the start goes, one line for each part with the time it took. */
public final class Progress {

    private final PrintStream out;
    private final long started = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** Does one part and prints its time. */
    public <T> T timed(String part, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        done(part, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    /** Does one part beside the others. */
    public <T> CompletableFuture<T> inBackground(String part, Callable<T> work) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread.ofPlatform().name(part).start(() -> {
            try {
                future.complete(timed(part, work));
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    /** Waits for a part and throws what it threw. */
    public static <T> T result(CompletableFuture<T> part) throws Exception {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    public void done(String part, Duration took) {
        line("  %-24s %5.1f s".formatted(part, seconds(took)));
    }

    public void line(String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    public String sinceStart() {
        return String.format(Locale.ROOT, "%.1f s", seconds(Duration.ofNanos(System.nanoTime() - started)));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
