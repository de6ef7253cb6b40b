package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A citizens' app, here {@code curl}, reports through the gateway and follows until the desks have closed it. */
class Open311JourneyTests {

    private static final Path SCHEMA =
            Path.of("../../intake-service/src/test/resources/org/whistle/intake/open311/georeport.xsd");
    private static final Map<String, Object> RATING =
            Map.of("rating", Map.of("arrivalSpeed", 90, "quality", 90, "cooperation", 90, "communication", 90));

    private final RunningSystem system = RunningSystem.shared();
    private final WhistleClient client = system.client();

    @Test
    void aCitizensAppReportsAndFollowsUntilTheDesksHaveClosedIt() throws Exception {
        String key = key();
        String description = UniqueText.of("垃圾桶外堆放垃圾");
        String number = curlJson(
                        "--data-urlencode",
                        "api_key=" + key,
                        "--data-urlencode",
                        "service_code=E0110",
                        "--data-urlencode",
                        "lat=26.631039",
                        "--data-urlencode",
                        "long=119.874270",
                        "--data-urlencode",
                        "description=" + description,
                        "--data-urlencode",
                        "phone=13800000000",
                        endpoint("/requests.json"))
                .path(0)
                .path("service_request_id")
                .asString();
        JourneyCase journey = JourneyCase.numbered(client, number);

        assertThat(request(number).path("status").asString()).isEqualTo("open");
        journey.intake("community", "request-verification", Map.of());
        journey.intake("grid", "verify", Map.of("found", true, "note", "属实"));
        journey.escalate().ticket().awaitsDispatcher().dispatchTo("SANITATION").accept();
        JsonNode handled = request(number);
        assertThat(handled.path("agency_responsible").asString()).isEqualTo("Sanitation Centre");
        assertThat(OffsetDateTime.parse(handled.path("expected_datetime").asString())
                        .toInstant())
                .isEqualTo(journey.deadline("HANDLING").truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        journey.complete().awaitState("CHECKING");
        journey.intake("grid2", "check", Map.of("passed", true, "note", "干净"));
        journey.intake("street", "confirm", RATING);

        JsonNode closed = request(number);
        assertThat(closed.path("status").asString()).isEqualTo("closed");
        assertThat(closed.path("status_notes").asString()).isEqualTo("Done and closed");
        assertThat(closed.path("description").asString()).isEqualTo(description);
        assertThat(closed.path("notes")
                        .valueStream()
                        .map(note -> note.path("type").asString()))
                .containsExactly(
                        "reported",
                        "verifying",
                        "reported",
                        "street_pending",
                        "ticketed",
                        "dispatched",
                        "handling",
                        "checking",
                        "confirming",
                        "closed");
        assertThat(closed.path("updated_datetime").asString())
                .isEqualTo(closed.path("notes").path(9).path("datetime").asString());
        assertThat(closed.toString()).doesNotContain("13800000000");
    }

    /** {@code xmllint} is Debian's libxml2-utils; without it this counts as skipped. */
    @Test
    void anotherParserFindsTheXmlValid() throws Exception {
        assumeTrue(installed("xmllint"), "xmllint is not installed");
        for (String path : List.of(
                "/discovery.xml",
                "/services.xml",
                "/services/C0101.xml",
                "/requests.xml?extensions=true",
                "/nothing.xml")) {
            Path file = Files.createTempFile("georeport", ".xml");
            Files.writeString(file, run("curl", "-s", endpoint(path)));
            assertThat(run("xmllint", "--noout", "--schema", SCHEMA.toString(), file.toString()))
                    .as(path)
                    .endsWith("validates\n");
        }
    }

    private JsonNode request(String number) throws Exception {
        return curlJson("-H", "Accept-Language: en", endpoint("/requests/" + number + ".json?extensions=true"))
                .path(0);
    }

    /** As the security administrator makes one. */
    private String key() throws IOException, InterruptedException {
        String code = "app-" + UUID.randomUUID().toString().substring(0, 8);
        client.as("security-admin")
                .post(
                        "/api/intake/integrations",
                        Map.of(
                                "code",
                                code,
                                "name",
                                "市民应用",
                                "scopes",
                                List.of("350999"),
                                "source",
                                "OPEN311",
                                "operations",
                                List.of("REPORT", "READ_OWN"),
                                "perMinute",
                                600));
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<String> issued = http.send(
                HttpRequest.newBuilder(system.gateway().resolve("/api/intake/integrations/" + code + "/keys/first"))
                        .header("Authorization", "Bearer " + system.token(http, "security-admin"))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(issued.body()).path("key").asString();
    }

    private String endpoint(String path) {
        return URI.create(system.gateway() + "/open311/v2" + path).toString();
    }

    private static JsonNode curlJson(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-s"));
        command.addAll(List.of(arguments));
        return JsonMapper.shared().readTree(run(command.toArray(String[]::new)));
    }

    private static boolean installed(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
