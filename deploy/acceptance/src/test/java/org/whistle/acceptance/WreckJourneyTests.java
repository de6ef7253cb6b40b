package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The restore rehearsal of the operations guide, with its commands. The last of the journeys over HTTP, since its second
 * restore leaves a system with lost data and active alarms.
 */
@Isolated("stops what the others need")
@Tag("nightly")
@Tag("recovery")
class WreckJourneyTests {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RunningSystem system = RunningSystem.withDemo();
    private final WhistleClient client = system.client();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    /**
     * Restores the databases from base backup and WAL and the pictures from a copy of another time; Kafka is not restored,
     * the witness keeps running. Everything is consistent again, with a new key for a desk whose old one may have been
     * stolen. Then restores to an earlier moment, and the loss is reported.
     */
    @Test
    void aBurntInstallationComesBackFromItsCopiesAndWhatIsLostIsTold() throws Exception {
        Path copies = directory.resolve("copies");
        JourneyCase before = JourneyCase.dispatched(client);
        before.openPart("dept-sanitation");

        Path keys = directory.resolve("keys");
        assertThat(system.run("backup", "--to", copies.toString(), "--keys", keys.toString()))
                .startsWith("0");
        JourneyCase atConfirmation = JourneyCase.atConfirmation(client);
        before.accept();
        atConfirmation.awaitEvent("check-passed");
        Instant quiet = archived();
        JourneyCase last = JourneyCase.ticketed(client);
        last.awaitState("TICKETED");
        List<JsonNode> timeline = atConfirmation.timeline();
        awaitCosigned();
        archived();

        system.wreck(directory.resolve("first"));
        assertThat(system.run("restore", "--from", copies.toString()))
                .startsWith("2")
                .contains("--keys");
        assertThat(system.run("restore", "--from", copies.toString(), "--keys", keys.toString()))
                .startsWith("0");
        Files.delete(system.data("keys/department-service.pem"));
        system.start();

        assertThat(atConfirmation.timeline()).isEqualTo(timeline);
        last.dispatchTo("SANITATION").accept().complete().awaitState("CHECKING");
        before.complete().awaitState("CHECKING");
        awaitCosigned();
        assertThat(alarms()).isZero();
        assertEveryLogHolds();
        assertThat(awaitCompared("1")).contains("附件缺失").doesNotContain("扣发", "被改", "无此事件");
        copyMissing(directory.resolve("first/photos"), system.data("photos"));
        assertThat(awaitCompared("0")).contains("everything agrees");

        system.wreck(directory.resolve("second"));
        assertThat(system.run(
                        "restore", "--from", copies.toString(), "--keys", keys.toString(), "--until", quiet.toString()))
                .startsWith("0");
        system.start();

        assertThat(client.as("supervisor")
                        .send("GET", "/api/intake/cases/" + last.id(), Map.of(), null)
                        .status())
                .isEqualTo(404);
        atConfirmation.awaitDispatchState("CONFIRMING");
        assertThat(awaitCompared("1")).contains("附件缺失").doesNotContain("扣发", "被改", "无此事件");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alarms()).isPositive());
    }

    /** A running installation is left alone, and nothing is made of what is not there. */
    @Test
    void backupAndRestoreSayWhatIsMissing() throws Exception {
        String empty = directory.resolve("nothing").toString();

        assertThat(system.run("restore", "--from", empty)).startsWith("2").contains("no complete backup");
        assertThat(system.run("restore", "--from", empty, "--until", "yesterday"))
                .startsWith("2")
                .contains("--until: yesterday");
        assertThat(system.run("backup")).startsWith("2").contains("--to: missing");
        assertThat(system.run("backup", "--help")).startsWith("0").contains("Usage: deploy/backup");
        assertThat(system.run("restore", "--help")).startsWith("0").contains("Usage: deploy/restore");
        assertThat(system.run("backup", "--to", directory.resolve("a b").toString()))
                .startsWith("2")
                .contains("--to:");
    }

    /** Waits until the WAL written so far lies in the archive; answers a moment that is in it. */
    private Instant archived() throws IOException, SQLException {
        try (Connection postgres = system.database("postgres");
                Statement statement = postgres.createStatement()) {
            Instant now = Instant.now();
            String file = text(statement, "select pg_walfile_name(pg_switch_wal())");
            await().atMost(PATIENCE)
                    .until(() -> text(statement, "select last_archived_wal from pg_stat_archiver")
                                    .compareTo(file)
                            >= 0);
            return now;
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Waits until the witness has cosigned everything there is. */
    private void awaitCosigned() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.as("supervisor").get("/api/audit/logs"))
                        .isNotEmpty()
                        .allSatisfy(log -> {
                            assertThat(log.path("checkpoint").path("size").asLong())
                                    .isEqualTo(log.path("size").asLong());
                            assertThat(log.path("size").asLong() == 0
                                            || log.path("checkpoint")
                                                    .path("cosigned")
                                                    .asBoolean())
                                    .isTrue();
                        }));
    }

    /** What both keys of the desk have signed is believed. */
    private void assertEveryLogHolds() {
        for (int shard = 0; shard < 12; shard++) {
            JsonNode report = client.as("supervisor").post("/api/audit/logs/" + shard + "/verify", Map.of());
            assertThat(report.path("valid").asBoolean()).as(report.toString()).isTrue();
        }
    }

    /** What is published once more may still be on its way. */
    private String awaitCompared(String code) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> system.run("compare"), said -> said.startsWith(code));
    }

    private double alarms() throws IOException, InterruptedException {
        for (JsonNode target : JsonMapper.shared().readTree(Files.readString(system.data("prometheus/targets.json")))) {
            if (target.path("labels").path("service").asString().equals("audit")) {
                URI metrics =
                        URI.create("http://" + target.path("targets").get(0).asString() + "/actuator/prometheus");
                String body = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                return body.lines()
                        .filter(line -> line.startsWith("whistle_ledger_alarms"))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum();
            }
        }
        throw new IllegalStateException("no target for audit");
    }

    private static void copyMissing(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file));
                if (!Files.exists(copy)) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
