package org.whistle.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.whistle.standalone.launch.Progress;

/** Every night at two compares the desks' tables with the ledger, as {@code deploy/compare} does by day. */
public final class NightlyComparison implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NightlyComparison.class);
    private static final LocalTime AT = LocalTime.of(2, 0);

    private final Path home;
    private final Path data;
    private final Path output;
    private final Progress progress;
    private final ScheduledExecutorService nights = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("comparison").factory());

    /** Waits for the next night. */
    public NightlyComparison(Path home, Path data, Path output, Progress progress) {
        this.home = home;
        this.data = data;
        this.output = output;
        this.progress = progress;
        nights.scheduleAtFixedRate(
                this::compare,
                untilTheNight(LocalDateTime.now()).toSeconds(),
                Duration.ofDays(1).toSeconds(),
                TimeUnit.SECONDS);
    }

    /** From an instant of the machine's clock to the next two in the night. */
    static Duration untilTheNight(LocalDateTime now) {
        LocalDateTime tonight = now.toLocalDate().atTime(AT);
        return Duration.between(now, tonight.isAfter(now) ? tonight : tonight.plusDays(1));
    }

    private void compare() {
        try {
            Files.deleteIfExists(output);
            Process comparison = new ProcessBuilder(
                            home.resolve("deploy/compare").toString(), "--data", data.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (comparison.waitFor() != 0) {
                log.error("desks and ledger differ output={}", output);
                progress.line("Desks and ledger differ; see logs/" + output.getFileName());
            }
        } catch (IOException e) {
            log.error("comparison not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        nights.shutdownNow();
    }
}
