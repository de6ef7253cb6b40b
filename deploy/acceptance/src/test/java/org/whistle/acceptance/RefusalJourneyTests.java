package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.Answer;
import org.whistle.replay.client.ApiProblem;
import org.whistle.replay.client.UploadedFile;
import org.whistle.replay.client.WhistleClient;

/** Wrong role, wrong scope, wrong state, stale version, repeated key, two at once, bad input: each named, nothing changed. */
class RefusalJourneyTests {

    private static final Map<String, Object> ESCALATION = Map.of("reasonCode", "BEYOND_POWER", "note", "x");

    private final WhistleClient client = RunningSystem.shared().client();

    @Test
    void someoneElsesCaseIsNotThere() {
        JourneyCase journey = JourneyCase.reportedBy(client, "grid");

        for (String stranger :
                List.of("street-other", "community-other", "grid-other", "citizen", "admin", "dept-water")) {
            assertThat(client.as(stranger)
                            .send("GET", "/api/intake/cases/" + journey.id(), Map.of(), null)
                            .status())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(journey.tryIntake(stranger, "escalate", ESCALATION).status())
                    .as(stranger)
                    .isEqualTo(404);
        }
        journey.awaitState("REPORTED");
        assertThat(client.as("street-other")
                        .send("GET", "/api/audit/cases/" + journey.id() + "/timeline", Map.of(), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aRoleInScopeThatMayNotIsForbidden() {
        JourneyCase journey = JourneyCase.reportedBy(client, "grid");

        assertThat(journey.tryIntake("grid", "escalate", ESCALATION).status()).isEqualTo(403);
        assertThat(journey.tryIntake("supervisor", "escalate", ESCALATION).status())
                .isEqualTo(403);
        assertThat(journey.tryIntake("dispatcher", "escalate", ESCALATION).status())
                .isEqualTo(403);
    }

    @Test
    void anotherStateIsAConflictThatSaysWhatIsAllowed() {
        JourneyCase journey = JourneyCase.reportedBy(client, "grid").escalate();

        Answer answer = journey.tryIntake("community", "escalate", ESCALATION);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.json().path("state").asString()).isEqualTo("STREET_PENDING");
        assertThat(answer.json().path("allowedActions").valueStream().map(action -> action.asString()))
                .contains("merge", "void");
    }

    @Test
    void aStaleClickChangesNothing() {
        JourneyCase journey = JourneyCase.ticketed(client);
        journey.dispatch("dispatcher", "file", Map.of());

        Answer stale =
                journey.tryDispatch("dispatcher2", "dispatch", Map.of("lead", "SANITATION", "expectedVersion", 1));

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.json().path("code").asString()).isEqualTo("STALE_VERSION");
        journey.awaitDispatchState("TICKETED");
    }

    @Test
    void aRepeatedKeyAnswersAsTheFirstTimeAndAnotherBodyUnderItIsRefused() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> report = Map.of(
                "categoryCode",
                "E0110",
                "description",
                "重复 " + key,
                "position",
                Map.of("longitude", 119.874270, "latitude", 26.631039));
        Answer first = client.as("grid").tryPost("/api/intake/cases", report, key);

        Answer second = client.as("grid").tryPost("/api/intake/cases", report, key);
        Answer other = client.as("grid").tryPost("/api/intake/cases", Map.of("categoryCode", "E0110"), key);
        Answer foreign = client.as("grid2").tryPost("/api/intake/cases", report, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(other.json().path("code").asString()).isEqualTo("KEY_REUSED");
        assertThat(foreign.json().path("caseId")).isNotEqualTo(first.json().path("caseId"));
    }

    @Test
    void ofTwoDispatchersAtOnceExactlyOneWins() {
        JourneyCase journey = JourneyCase.ticketed(client);

        List<Integer> statuses = Stream.of("dispatcher", "dispatcher2")
                .map(account -> CompletableFuture.supplyAsync(
                        () -> journey.tryDispatch(account, "dispatch", Map.of("lead", "SANITATION"))
                                .status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(200, 409);
        journey.openPart("dept-sanitation");
        assertThat(client.as("dept-sanitation")
                        .get("/api/department/assignments?caseId=" + journey.id())
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void badInputIsNamed() {
        Map<String, Object> position = Map.of("longitude", 119.874270, "latitude", 26.631039);
        Map<String, Object> outside = Map.of("longitude", 119.93, "latitude", 26.63);

        assertRefused(Map.of("categoryCode", "E0110", "description", "x", "position", outside), 422, "/position");
        assertRefused(Map.of("categoryCode", "Z1", "description", "x", "position", position), 422, "/categoryCode");
        assertRefused(Map.of("categoryCode", "E0110", "description", "", "position", position), 400, "/description");
        assertRefused(
                Map.of("categoryCode", "E0110", "description", "x", "position", position, "colour", "red"),
                400,
                "/colour");
        assertThat(post("not json").status()).isEqualTo(400);
        assertThat(post("not json").json().path("code").asString()).isEqualTo("MALFORMED_JSON");
    }

    @Test
    void aPhotoThatIsNoneOrTooLargeIsNamed() {
        assertThat(uploadProblem("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(422);
        assertThat(uploadProblem(new byte[40 << 20]).status()).isEqualTo(413);
    }

    @Test
    void aForeignOrMissingTokenIsRefused() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String foreign = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwOi8vZWxzZXdoZXJlIiwic3ViIjoiZ3JpZCJ9.c2ln";
            for (String authorization : List.of("Bearer " + foreign, "Bearer nonsense", "Basic Z3JpZDpkZW1v")) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(RunningSystem.shared().gateway().resolve("/api/intake/cases"))
                                .header("Authorization", authorization)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
                assertThat(answer.headers().firstValue("content-type"))
                        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            }
            URI cases = RunningSystem.shared().gateway().resolve("/api/dispatch/cases");
            assertThat(http.send(HttpRequest.newBuilder(cases).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private void assertRefused(Map<String, ?> body, int status, String pointer) {
        Answer answer = client.as("grid")
                .tryPost("/api/intake/cases", body, UUID.randomUUID().toString());

        assertThat(answer.status()).as("%s", body).isEqualTo(status);
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    private Answer post(String body) {
        return client.as("grid")
                .send(
                        "POST",
                        "/api/intake/cases",
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private ApiProblem uploadProblem(byte[] bytes) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                ApiProblem.class,
                () -> client.as("grid")
                        .upload(
                                "/api/intake/photos",
                                Map.of("kind", "NEAR"),
                                new UploadedFile("a.jpg", "image/jpeg", bytes)));
    }
}
