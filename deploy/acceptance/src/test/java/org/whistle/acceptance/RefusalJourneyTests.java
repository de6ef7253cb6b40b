package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;

/** What only the whole system can refuse: a case of others at every desk, two at once, a foreign token at the gateway. */
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
}
