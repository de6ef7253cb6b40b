package org.whistle.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.testing.DeskTest;

/** Metrics of an installation as a whole, read with the rights of the running service. */
@DeskTest
class WatchIntegrationTests {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry running;

    @TempDir
    private Path outcomes;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private OutcomeGauges gauges;

    @BeforeEach
    void watch() {
        gauges = new OutcomeGauges(outcomes, jdbc, meters);
    }

    @Test
    void theServerSaysWhetherWalIsArchived() {
        assertThat(running.get("whistle.archive.failing").gauge().value()).isZero();
        assertThat(running.get("whistle.archive.waiting").gauge().value()).isNotNegative();
    }

    @Test
    void aBackupIsAsOldAsItsFileSays() throws IOException {
        ended("backup", Duration.ofHours(30), 0);

        assertThat(valueOf("whistle.backup.age")).isBetween(30 * 3600.0, 30 * 3600.0 + 60);
    }

    @Test
    void aComparisonThatFoundSomethingFailed() throws IOException {
        assertThat(valueOf("whistle.comparison.failed")).isZero();

        ended("comparison", Duration.ofMinutes(1), 1);

        assertThat(valueOf("whistle.comparison.failed")).isOne();
        assertThat(valueOf("whistle.comparison.age")).isBetween(60.0, 120.0);
    }

    @Test
    void whatNeverRanIsAsOldAsTheLedger() throws IOException {
        assertThat(valueOf("whistle.backup.age")).isNotNegative();

        Files.writeString(outcomes.resolve("backup"), "yesterday");

        assertThat(valueOf("whistle.backup.age")).as("an unreadable file").isNotNegative();
        assertThat(gauges).isNotNull();
    }

    private void ended(String what, Duration ago, int code) throws IOException {
        Files.writeString(outcomes.resolve(what), Instant.now().minus(ago) + " " + code + "\n");
    }

    private double valueOf(String gauge) {
        return meters.get(gauge).gauge().value();
    }
}
