package org.whistle.standalone.postgres;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.whistle.setup.CannotStart;
import org.whistle.standalone.launch.Progress;

/** Starts PostgreSQL again when it has stopped by itself. */
public final class PostgresWatch implements AutoCloseable {

    private static final long PAUSE_SECONDS = 1;

    private final PostgresServer server;
    private final Progress progress;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    public PostgresWatch(PostgresServer server, Progress progress) {
        this.server = server;
        this.progress = progress;
        this.thread = Thread.ofVirtual().name("watch-postgres").start(this::watch);
    }

    private void watch() {
        try {
            while (!closing.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                if (!server.isListening()) {
                    progress.line("PostgreSQL stopped by itself and starts again; see logs/postgresql.log");
                    startAgain();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() {
        try {
            server.launch();
            progress.line("PostgreSQL is ready again");
        } catch (CannotStart | IOException e) {
            progress.line(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
