package org.whistle.kit.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** How much is received at the same time, and by whom. */
class LargeBodiesTests {

    private final LargeBodies bodies = new LargeBodies(DataSize.ofBytes(100), Duration.ZERO);

    @Test
    void moreThanThereIsRoomForIsRefusedUntilSomethingEnded() throws InterruptedException {
        assertThat(bodies.begin("ann", 40)).isTrue();
        assertThat(bodies.begin("bob", 40)).isTrue();
        assertThat(bodies.begin("eve", 40)).isFalse();

        bodies.end("ann", 40);

        assertThat(bodies.begin("eve", 40)).isTrue();
    }

    @Test
    void aCallerTakesHalfAtMostButOneBodyAlways() throws InterruptedException {
        assertThat(bodies.begin("ann", 30)).isTrue();
        assertThat(bodies.begin("ann", 30)).isFalse();
        assertThat(bodies.begin("bob", 60)).isTrue();
        bodies.end("ann", 30);
        bodies.end("bob", 60);

        assertThat(bodies.begin("ann", 1_000)).as("larger than all the room").isTrue();
        assertThat(bodies.begin("bob", 1)).isFalse();
    }

    @Test
    void whoWaitsGetsTheRoomOfWhoEnds() throws InterruptedException {
        LargeBodies patient = new LargeBodies(DataSize.ofBytes(100), Duration.ofMinutes(1));
        patient.begin("ann", 100);
        CompletableFuture<Boolean> bob = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                bob.complete(patient.begin("bob", 100));
            } catch (InterruptedException e) {
                bob.completeExceptionally(e);
            }
        });
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        patient.end("ann", 100);

        assertThat(bob.join()).isTrue();
    }
}
