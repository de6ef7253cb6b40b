package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.replay.client.AccountClient;
import org.whistle.replay.client.Answer;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** What a supervisor can prove and score, through the gateway and with the verifier that outsiders use. */
class ProvenJourneyTests {

    private static final Path VERIFIER = Path.of("../verifier/target/whistle-verify.jar");
    private static final Pattern LINK = Pattern.compile("href=\"(/api/audit/bulletins/cases[^\"]+)\">");

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
    void everyNumberOfTheBulletinOpensItsCases() {
        JourneyCase.ticketed(client).awaitState("TICKETED");
        String month = month(client, 0).toString();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String page = page("/api/audit/bulletins/" + month);
            assertThat(page).contains("海湾县").contains("受理").contains("望海街道");
            Matcher link = LINK.matcher(page);
            assertThat(link.find()).isTrue();
            String cases = page(link.group(1).replace("&amp;", "&").replace("&#x3D;", "="));
            Matcher one =
                    Pattern.compile("/api/audit/bulletins/case/[0-9a-f-]{36}").matcher(cases);
            assertThat(one.find()).as(cases).isTrue();
            assertThat(page(one.group())).contains("吹哨报单").contains("账本位置");
        });
    }

    @Test
    void aMonthIsPublishedAndWhoDoubtsRecomputesIt() {
        String month = month(client, 1).toString();
        assertThat(client.as("dept-sanitation")
                        .send("GET", "/api/audit/scores/" + month, Map.of(), null)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("NOT_PUBLISHED");

        JsonNode published = supervisor.post("/api/audit/scores/" + month + "/publish", Map.of());
        assertThat(published.path("status").asString()).isEqualTo("PUBLISHED");
        assertThat(published.path("lines").size()).isGreaterThan(40);

        JsonNode recomputed = client.as("dept-sanitation").post("/api/audit/scores/" + month + "/recompute", Map.of());
        assertThat(recomputed.path("differences").toString()).isEqualTo("[]");
        assertThat(client.as("dept-sanitation")
                        .get("/api/audit/scores/" + month + "/SANITATION")
                        .path("parts")
                        .size())
                .isEqualTo(6);
        assertThat(supervisor
                        .tryPost(
                                "/api/audit/scores/" + month + "/freeze",
                                Map.of(),
                                UUID.randomUUID().toString())
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("APPEALS_OPEN");
        assertThat(supervisor
                        .send("GET", "/api/audit/scores/" + month + ".xlsx", Map.of(), null)
                        .body())
                .startsWith((byte) 'P', (byte) 'K');
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

    @Test
    void theLedgerHoldsAndExportsGoOut() {
        JourneyCase journey = JourneyCase.reportedBy(client, "grid").awaitState("REPORTED");

        assertThat(supervisor
                        .send("GET", "/api/audit/event-log.xes?text=" + number(journey), Map.of(), null)
                        .text())
                .contains("<trace>")
                .contains("reported");
        assertThat(supervisor
                        .send("GET", "/api/audit/cases.csv?text=" + number(journey), Map.of(), null)
                        .text())
                .startsWith("\uFEFF案件编号");
        assertThat(supervisor
                        .post("/api/audit/logs/0/verify", Map.of())
                        .path("findings")
                        .size())
                .isZero();
        assertThat(supervisor
                        .get("/api/audit/indicators?level=COUNTY")
                        .path("rows")
                        .size())
                .isEqualTo(1);
    }

    private String number(JourneyCase journey) {
        return URLEncoder.encode(
                supervisor
                        .get("/api/audit/cases/" + journey.id())
                        .path("caseNumber")
                        .asString(),
                StandardCharsets.UTF_8);
    }

    private String page(String path) {
        Answer answer = supervisor.send("GET", path, Map.of("Accept", "text/html"), null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    private static YearMonth month(WhistleClient client, int before) {
        return YearMonth.from(client.clock().now().atZone(ZoneId.of("Asia/Shanghai")))
                .minusMonths(before);
    }

    /** Exit code and everything it said. */
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
