package org.whistle.kit.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerLoopTests {

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    private WorkerLoop loop(CountDownLatch until, Duration lastWork) {
        return new WorkerLoop("test-workers", true, lastWork) {
            @Override
            protected Duration pass() {
                execute(() -> {
                    begun.incrementAndGet();
                    try {
                        until.await();
                    } catch (InterruptedException _) {
                        interrupted.incrementAndGet();
                    }
                });
                return Duration.ofHours(1);
            }
        };
    }

    @Test
    void worksAgainAfterAStop() {
        WorkerLoop loop = loop(new CountDownLatch(0), Duration.ofHours(1));
        loop.start();
        await().until(() -> begun.get() == 1);
        loop.stop();

        loop.start();

        await().until(() -> begun.get() == 2);
        loop.stop();
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void workThatDoesNotEndIsInterrupted() {
        WorkerLoop loop = loop(new CountDownLatch(1), Duration.ZERO);
        loop.start();
        await().until(() -> begun.get() == 1);

        loop.stop();

        await().until(() -> interrupted.get() == 1);
    }
}
