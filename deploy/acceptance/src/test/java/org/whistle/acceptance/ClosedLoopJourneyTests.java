package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;

/**
 * All desks together, through the gateway with real tokens; every other route is walked by {@link ExamplesJourneyTests}, and
 * what each desk may do is proven by its matrix.
 */
class ClosedLoopJourneyTests {

    private static final Map<String, Object> RATING = Map.of(
            "rating",
            Map.of("arrivalSpeed", 90, "quality", 85, "cooperation", 95, "communication", 88),
            "comment",
            "及时");

    private final WhistleClient client = RunningSystem.shared().client();

    @Test
    void aCaseIsClosedRatedReopenedAndHandledAgain() {
        JourneyCase journey = JourneyCase.atConfirmation(client);

        assertThat(journey.intake("street", "confirm", RATING).path("state").asString())
                .isEqualTo("CLOSED");

        journey.awaitState("CLOSED").awaitDispatchState("CLOSED");
        assertThat(journey.eventTypes())
                .containsSubsequence(
                        "reported",
                        "escalated",
                        "ticket-filed",
                        "filed",
                        "dispatched",
                        "accepted",
                        "completed",
                        "completion-accepted",
                        "check-requested",
                        "check-passed",
                        "confirmed",
                        "closed");
        assertThat(journey.awaitPart(
                        "dept-sanitation", part -> part.path("state").asString().equals("ENDED")))
                .isNotNull();

        journey.intake("grid", "rate", Map.of("resolved", true, "satisfaction", 5));
        journey.intake("grid", "reopen", Map.of("reasonCode", "RECURRED", "note", "第二天又有"));
        journey.awaitState("STREET_PENDING").awaitDispatchState("STREET_PENDING");
        journey.ticket()
                .awaitsDispatcher()
                .dispatchTo("SANITATION")
                .accept()
                .complete()
                .awaitState("CHECKING");
        assertThat(journey.intakeView("street").path("round").asInt()).isEqualTo(2);
    }

    @Test
    void leadAndAssistantsEachAcceptAndTheLeadCompletesLast() {
        JourneyCase journey = JourneyCase.ticketed(client);
        journey.dispatch("dispatcher", "dispatch", Map.of("lead", "SANITATION", "assisting", List.of("URBAN_MGMT")));
        journey.accept();

        journey.dispatch("dispatcher", "add-assisting", Map.of("unit", "POLICE", "note", "维持秩序"));
        String police = journey.openPart("dept-police");
        journey.dispatch("dispatcher", "recall", Map.of("assignmentId", police, "reasonCode", "OTHER", "note", "无需到场"));
        journey.awaitPart("dept-police", part -> part.path("state").asString().equals("ENDED"));
        journey.unit("dept-urban-mgmt", "accept", Map.of());
        journey.complete("dept-urban-mgmt");
        journey.complete().awaitState("CHECKING");
    }
}
