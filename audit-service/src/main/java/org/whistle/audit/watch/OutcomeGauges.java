package org.whistle.audit.watch;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.Shard;

/**
 * How long ago the last backup and the last comparison ended, in seconds ({@code whistle.backup.age},
 * {@code whistle.comparison.age}), and whether the comparison found something or could not be made
 * ({@code whistle.comparison.failed}). Each leaves a file in {@code whistle.outcomes.directory}, {@code 2026-12-01T02:00:00Z 0},
 * with its exit code; a backup only where it succeeded. What never ran is as old as the ledger.
 */
@Component
@ConditionalOnProperty("whistle.outcomes.directory")
class OutcomeGauges {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeGauges.class);

    private final Path directory;
    private final JdbcClient jdbc;

    OutcomeGauges(@Value("${whistle.outcomes.directory}") Path directory, JdbcClient jdbc, MeterRegistry meters) {
        this.directory = directory;
        this.jdbc = jdbc;
        meters.gauge("whistle.backup.age", this, gauges -> gauges.age("backup"));
        meters.gauge("whistle.comparison.age", this, gauges -> gauges.age("comparison"));
        meters.gauge("whistle.comparison.failed", this, OutcomeGauges::comparisonFailed);
    }

    private record Outcome(Instant at, boolean failed) {}

    private double age(String what) {
        return last(what)
                .map(outcome ->
                        (double) Duration.between(outcome.at(), Instant.now()).toSeconds())
                .orElseGet(this::ageOfTheLedger);
    }

    private double comparisonFailed() {
        return last("comparison").map(Outcome::failed).orElse(false) ? 1 : 0;
    }

    private Optional<Outcome> last(String what) {
        Path file = directory.resolve(what);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] words = Files.readString(file).strip().split(" ");
            return Optional.of(new Outcome(Instant.parse(words[0]), !words[words.length - 1].equals("0")));
        } catch (IOException | DateTimeParseException e) {
            LOG.warn("outcome not read file={} reason={}", file, e.toString());
            return Optional.empty();
        }
    }

    private double ageOfTheLedger() {
        return jdbc.sql("""
                        select coalesce(max(extract(epoch from clock_timestamp() - e.appended_at)), 0)
                        from generate_series(0, :last) as shard
                        join entry e on e.shard = shard.shard and e.index = 0
                        """)
                .param("last", Shard.ADMIN.number())
                .query(Double.class)
                .single();
    }
}
