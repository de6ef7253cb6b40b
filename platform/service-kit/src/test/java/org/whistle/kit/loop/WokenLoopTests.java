package org.whistle.kit.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop goes on after failures, and reports when it does not. */
class WokenLoopTests {

    private final AtomicInteger passes = new AtomicInteger();
    private WokenLoop loop = loop(_ -> {});

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void aPassThatFailsIsFollowedByAnother() {
        start(pass -> {
            if (pass == 1) {
                throw new IllegalStateException("so");
            }
        });

        await().untilAsserted(() -> assertThat(passes).hasValueGreaterThan(1));
        assertThat(loop.alive()).isTrue();
    }

    @Test
    void aThreadThatEndedIsNotAlive() {
        start(_ -> {
            throw new NoClassDefFoundError("so");
        });

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(loop.alive()).isFalse());
    }

    @Test
    void aLoopThatWasStoppedIsNotMissed() {
        start(_ -> {});

        loop.stop();

        assertThat(loop.alive()).isTrue();
    }

    private void start(IntConsumer pass) {
        loop = loop(pass);
        loop.start();
    }

    private WokenLoop loop(IntConsumer pass) {
        return new WokenLoop("test", true) {

            @Override
            protected Duration pass() {
                pass.accept(passes.incrementAndGet());
                return Duration.ofMillis(10);
            }
        };
    }
}
