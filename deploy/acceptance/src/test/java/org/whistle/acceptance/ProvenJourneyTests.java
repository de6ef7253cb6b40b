package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.replay.client.AccountClient;
import org.whistle.replay.client.Answer;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** What a supervisor can prove with the verifier that outsiders use, and what is heard at once. */
class ProvenJourneyTests {

    private static final Path VERIFIER = Path.of("../verifier/target/whistle-verify.jar");

    private final WhistleClient client = RunningSystem.shared().client();
    private final AccountClient supervisor = client.as("supervisor");

    @TempDir
    private Path directory;

    @Test
    void anOutsiderVerifiesTheFileOfACaseAndFindsWhatWasEdited() throws IOException, InterruptedException {
        JourneyCase journey = JourneyCase.atConfirmation(client);
        journey.intake(
                "street",
                "confirm",
                Map.of("rating", Map.of("arrivalSpeed", 90, "quality", 80, "cooperation", 90, "communication", 90)));
        journey.awaitState("CLOSED");
        Path file = directory.resolve("case.json");
        String path = "/api/audit/cases/" + journey.id() + "/proof";
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Answer answer = supervisor.send("GET", path, Map.of(), null);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            Files.write(file, answer.body());
            assertThat(verify(file)).as(answer.text()).startsWith("0");
        });

        JsonNode proven = supervisor.get(path);
        assertThat(proven.path("photos").isEmpty()).isFalse();
        String entry = proven.path("events").get(0).path("entry").asString();
        String edited = new String(Base64.getDecoder().decode(entry), StandardCharsets.UTF_8)
                .replace("\"urgent\":false", "\"urgent\":true");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(entry, Base64.getEncoder().encodeToString(edited.getBytes(StandardCharsets.UTF_8))));

        assertThat(verify(file)).startsWith("1");
        assertThat(client.as("grid-other").send("GET", path, Map.of(), null).status())
                .isEqualTo(404);
    }

    @Test
    void theCommandCenterHearsOfAReportAtOnce() throws IOException, InterruptedException {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> stream = http.send(
                    HttpRequest.newBuilder(RunningSystem.shared().gateway().resolve("/api/audit/stream"))
                            .header("Authorization", "Bearer " + token(http, "dispatcher"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            Thread.ofVirtual().start(() -> read(stream, heard));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> heard.stream().anyMatch(line -> line.equals("event:hello")));

            JourneyCase journey = JourneyCase.reportedBy(client, "grid");

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> heard.stream()
                            .anyMatch(line -> line.contains(journey.id()) && line.contains("case.reported.v1")));
            http.shutdownNow();
        }
    }

    /** The verifier's exit code and output. */
    private static String verify(Path file) throws IOException, InterruptedException {
        Process verifier = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        VERIFIER.toString(),
                        "case",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return verifier.waitFor() + "\n" + said;
    }

    private static String token(HttpClient http, String account) throws IOException, InterruptedException {
        return RunningSystem.shared().token(http, account);
    }

    private static void read(HttpResponse<java.io.InputStream> stream, List<String> heard) {
        try (Stream<String> lines =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8)).lines()) {
            lines.forEach(heard::add);
        } catch (java.io.UncheckedIOException e) {
            // the client ends the stream
        }
    }
}
