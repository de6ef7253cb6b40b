package org.whistle.kit.loop;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A loop that hands work to threads of their own; it may stop and start again. */
public abstract class WorkerLoop extends WokenLoop {

    private final Duration lastWork;
    private volatile ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * A loop that starts and stops with the application.
     *
     * @param enabled false beside a running service: then it never starts by itself
     * @param lastWork what work in progress may take after the stop, before it is interrupted
     */
    protected WorkerLoop(String name, boolean enabled, Duration lastWork) {
        super(name, enabled);
        this.lastWork = lastWork;
    }

    /** Runs it on a thread of its own. */
    protected final void execute(Runnable work) {
        workers.execute(work);
    }

    @Override
    public void start() {
        workers = Executors.newVirtualThreadPerTaskExecutor();
        super.start();
    }

    /** No further pass; work in progress may end. */
    @Override
    public void stop() {
        super.stop();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(lastWork.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
