package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.whistle.acceptance.console.Chromium;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The system from images, already started: {@code deploy/compose-journey}. Not one of the tests of every build, so its name
 * does not end as theirs do.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ComposeJourney {

    private static final String PROJECT = System.getProperty("whistle.compose.project");
    private static final URI GATEWAY = URI.create(System.getProperty("whistle.compose.gateway"));
    private static final URI IDENTITY = URI.create(System.getProperty("whistle.compose.identity"));
    private static final URI TOKENS = IDENTITY.resolve("/realms/whistle/protocol/openid-connect/token");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, Object> RATING = Map.of(
            "rating",
            Map.of("arrivalSpeed", 90, "quality", 85, "cooperation", 95, "communication", 88),
            "comment",
            "及时");

    private final WhistleClient client =
            WhistleClient.signingInAt(TOKENS, "whistle-demo", GATEWAY, Duration.ofSeconds(60));
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aPersonSignsInAtKeycloakAndOut() {
        try (BrowserContext context =
                Chromium.shared().newContext(new Browser.NewContextOptions().setLocale("zh-CN"))) {
            Page page = context.newPage();
            page.navigate(GATEWAY + "/enter?to=/");
            assertThat(page.url()).contains("/realms/whistle/protocol/openid-connect/auth");
            page.locator("#username").fill("dispatcher");
            page.locator("#password").fill("demo");
            page.locator("#kc-login").click();
            page.locator("header .account").waitFor();

            assertThat(page.url()).startsWith(GATEWAY.toString());
            assertThat(page.evaluate("fetch('/me').then(answer => answer.json()).then(me => me.username)"))
                    .isEqualTo("dispatcher");
        }
    }

    @Test
    void aCaseIsClosedAlthoughAServiceIsKilledOnItsWay() throws Exception {
        JourneyCase journey = JourneyCase.dispatched(client);

        String killed = kill("department");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(stateOf("department")).endsWith(" healthy").doesNotStartWith(killed + " "));

        journey.accept().complete().awaitState("CHECKING");
        journey.intake("grid2", "check", Map.of("passed", true, "note", "现场干净"));
        assertThat(journey.intake("street", "confirm", RATING).path("state").asString())
                .isEqualTo("CLOSED");
        journey.awaitState("CLOSED").awaitDispatchState("CLOSED");
        assertThat(journey.eventTypes())
                .containsSubsequence("reported", "ticket-filed", "dispatched", "accepted", "completed", "closed");
    }

    @Test
    void anotherSystemReportsWithATokenOfItsOwn() throws Exception {
        String form = "grant_type=client_credentials&client_id=whistle-integration&client_secret="
                + System.getProperty("whistle.compose.integration-secret");
        JsonNode token = json(HttpRequest.newBuilder(TOKENS)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        String body = JsonMapper.shared().writeValueAsString(JourneyCase.report("E0110", "E0110-1", Map.of()));

        JsonNode reported = json(HttpRequest.newBuilder(GATEWAY.resolve("/api/intake/cases"))
                .header("Authorization", "Bearer " + token.path("access_token").asString())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body)));

        assertThat(reported.path("caseNumber").asString()).isNotEmpty();
        assertThat(reported.path("state").asString()).isEqualTo("REPORTED");
    }

    @Test
    void nothingOfTheStandaloneIsThere() throws Exception {
        for (String path : List.of("/demo/clock", "/demo/token")) {
            HttpRequest request = HttpRequest.newBuilder(IDENTITY.resolve(path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"advance\":\"PT3H\"}"))
                    .build();

            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(404);
        }
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Kills the process of a container from outside, as a crash would, and answers its number. */
    private static String kill(String service) throws IOException, InterruptedException {
        String process = stateOf(service).split(" ", 2)[0];
        ProcessHandle running = ProcessHandle.of(Long.parseLong(process)).orElseThrow();
        running.destroyForcibly();
        running.onExit().join();
        return process;
    }

    /** The number of its process and its health. */
    private static String stateOf(String service) throws IOException, InterruptedException {
        String container = run(
                "docker",
                "ps",
                "--all",
                "--quiet",
                "--filter",
                "label=com.docker.compose.project=" + PROJECT,
                "--filter",
                "label=com.docker.compose.service=" + service);
        return run("docker", "inspect", "--format", "{{.State.Pid}} {{.State.Health.Status}}", container);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
