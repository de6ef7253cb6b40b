package org.whistle.intake.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

class ImageProcessorTests {

    @Test
    void onePictureIsWorkedOnAtATime() {
        ImageProcessor imageProcessor = imageProcessor(Duration.ofMinutes(1));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        List<CompletableFuture<Void>> works = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> imageProcessor.develop("account " + i % 4, () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    return inside.decrementAndGet();
                })))
                .toList();

        works.forEach(CompletableFuture::join);
        assertThat(most).hasValue(1);
    }

    @Test
    void whoWaitsTooLongIsAskedToComeAgain() {
        ImageProcessor imageProcessor = imageProcessor(Duration.ofMillis(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> imageProcessor.develop("one", () -> {
            begun.countDown();
            await(over);
            return "developed";
        }));
        await(begun);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> imageProcessor.develop("other", () -> "too late"))
                .satisfies(e -> {
                    assertThat(e.refusal()).isEqualTo(new Refusal.Other(503, "BUSY"));
                    assertThat(e.refusal().retryAfter()).isPresent();
                });

        over.countDown();
        assertThat(first.join()).isEqualTo("developed");
        assertThat(imageProcessor.develop("other", () -> "free again")).isEqualTo("free again");
    }

    @Test
    void anAccountsFurtherPicturesWaitBehindThoseOfOthers() {
        ImageProcessor imageProcessor = imageProcessor(Duration.ofMinutes(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        for (String account : List.of("many", "many", "many", "other")) {
            Thread upload = Thread.startVirtualThread(() -> imageProcessor.develop(account, () -> {
                begun.countDown();
                await(over);
                return order.add(account);
            }));
            await(begun);
            Awaitility.await()
                    .until(() -> Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)
                            .contains(upload.getState()));
        }

        over.countDown();

        Awaitility.await().untilAsserted(() -> assertThat(order).containsExactly("many", "other", "many", "many"));
    }

    @Test
    void aViewHoldsUpNoUpload() {
        ImageProcessor imageProcessor = imageProcessor(Duration.ofMillis(1));

        assertThat(imageProcessor.show(() -> imageProcessor.develop("other", () -> "developed")))
                .isEqualTo("developed");
    }

    @Test
    void aFailureComesOutAsItIsAndFreesThePlace() {
        ImageProcessor imageProcessor = imageProcessor(Duration.ofMillis(1));
        IllegalStateException failure = new IllegalStateException("broken");

        assertThatThrownBy(() -> imageProcessor.develop("other", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(imageProcessor.develop("other", () -> "free again")).isEqualTo("free again");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ImageProcessor imageProcessor(Duration wait) {
        return new ImageProcessor(new PhotoProperties(
                Path.of("unused"), DataSize.ofMegabytes(64), 20_000, 250_000_000, wait, wait, Duration.ofDays(30)));
    }
}
