package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.whistle.replay.client.Answer;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** A request that was answered 2xx is applied exactly once, also if a part of the system is stopped or killed. */
@Isolated("stops what the others need")
@Tag("nightly")
@Tag("outage")
class OutageJourneyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RunningSystem system = RunningSystem.withDemo();
    private final WhistleClient client = system.client();

    /** The broker is killed; desks go on deciding; one is killed with its decisions unpublished, the others with the next start. */
    @Test
    void desksDecideWithoutKafkaAndNothingIsLostDoubledOrReorderedAfterwards() throws Exception {
        JourneyCase atUnit = JourneyCase.dispatched(client);
        atUnit.openPart("dept-sanitation");
        JourneyCase atDispatch = JourneyCase.ticketed(client);
        List<JourneyCase> reported = new ArrayList<>();

        system.killLauncherWithKafka();
        for (int i = 0; i < 10; i++) {
            reported.add(JourneyCase.reportedBy(client, "grid").escalate().ticket());
        }
        atUnit.unit("dept-sanitation", "accept", Map.of());
        atUnit.complete();
        atDispatch.dispatchTo("SANITATION");
        system.kill("dispatch");
        system.start();

        for (JourneyCase journey : reported) {
            journey.awaitDispatchState("TICKETED").awaitState("TICKETED");
            assertThat(journey.eventTypes()).containsSubsequence("reported", "escalated", "ticket-filed");
            assertOnceAndInOrder(journey);
        }
        atUnit.awaitState("CHECKING");
        assertOnceAndInOrder(atUnit);
        assertThat(atDispatch.accept().complete().awaitState("CHECKING").eventTypes())
                .containsOnlyOnce("filed", "dispatched", "completion-accepted");
        assertOnceAndInOrder(atDispatch);
    }

    @Test
    void aServiceThatIsDownAnswers503AndTheOthersGoOn() throws Exception {
        JourneyCase journey = JourneyCase.reportedBy(client, "grid");
        system.kill("department");

        Answer answer = await().atMost(PATIENCE)
                .until(
                        () -> client.as("dept-sanitation").send("GET", "/api/department/assignments", Map.of(), null),
                        got -> got.status() == 503 || got.successful());
        journey.escalate().ticket().awaitsDispatcher();
        journey.dispatchTo("SANITATION");

        if (answer.status() == 503) {
            assertThat(answer.json().path("code").asString()).isEqualTo("SERVICE_UNAVAILABLE");
        }
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(client.as("dept-sanitation")
                                .get("/api/department/assignments?caseId=" + journey.id())
                                .path("total")
                                .asInt())
                        .isEqualTo(1));
    }

    private static void assertOnceAndInOrder(JourneyCase journey) {
        List<JsonNode> timeline = journey.timeline();
        List<String> ids =
                timeline.stream().map(event -> event.path("eventId").asString()).toList();
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(timeline)
                .extracting(event -> event.path("ledger").path("index").asLong())
                .isSorted();
    }
}
