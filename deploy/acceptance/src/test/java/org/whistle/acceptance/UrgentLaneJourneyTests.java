package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** Danger to life or limb: by rule, at any hour, with the duty roster behind it. */
class UrgentLaneJourneyTests {

    private final RunningSystem system = RunningSystem.shared();
    private final WhistleClient client = system.client();

    @Test
    void aMissingManholeCoverOnSaturdayNightIsAtTheCountyAtOnce() {
        system.toAQuietMonday();
        client.clock().advance(Duration.ofHours(5 * 24 + 14)); // Saturday, 23:00

        JourneyCase journey = urgent("grid");

        assertThat(journey.intakeState()).isEqualTo("TICKETED");
        journey.awaitsDispatcher();
        for (String account : List.of("dispatcher", "command-leader", "street", "community", "dept-water")) {
            awaitNotice(account, journey, "EMERGENCY");
        }
        assertThat(client.as("dept-water")
                        .send("GET", "/api/dispatch/cases/" + journey.id(), Map.of(), null)
                        .status())
                .as("the unit's duty person is told, but sees nothing before the dispatch")
                .isEqualTo(404);
        assertThat(journey.limit("DISPATCH")).isEqualTo(Duration.ofMinutes(5));
        assertThat(journey.limit("ENDORSEMENT")).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void theRosterRingsOnUntilSomebodyAccepts() {
        JourneyCase journey = urgent("grid").awaitsDispatcher().dispatchTo("WATER");
        journey.openPart("dept-water");

        client.clock().advance(Duration.ofMinutes(6));
        awaitDuty(journey, "DEPUTY");
        client.clock().advance(Duration.ofMinutes(5));
        awaitDuty(journey, "LEADER");
        journey.accept("dept-water");

        client.clock().advance(Duration.ofMinutes(30));
        journey.awaitEvent("deadline-missed");
        assertThat(duties(journey)).containsExactly("ON_DUTY", "ON_DUTY", "DEPUTY", "LEADER");
    }

    @Test
    void whoComesChecksInAndTheStreetSeesIt() {
        JourneyCase journey = urgent("grid").awaitsDispatcher().dispatchTo("WATER");
        journey.accept("dept-water");
        assertThat(journey.tryUnit("dept-water", "check-in", Map.of()).status()).isEqualTo(400);

        journey.unit("dept-water", "check-in", Map.of("position", Map.of("longitude", 119.8745, "latitude", 26.6311)));

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(journey.intakeView("street")
                                .path("arrival")
                                .path("distanceMetres")
                                .asInt(-1))
                        .isBetween(1, 60));
        assertThat(journey.awaitEvent("checked-in").path("data").toString()).doesNotContain("119.87");
        assertThat(journey.clock("CHECK_IN").path("state").asString()).isEqualTo("STOPPED");
    }

    @Test
    void theStreetsLeaderEndorsesAfterwardsOnce() {
        JourneyCase journey = urgent("grid");
        assertThat(journey.tryIntake("street", "endorse", Map.of("note", "同意")).status())
                .isEqualTo(403);

        journey.intake("street-leader", "endorse", Map.of("note", "情况属实"));

        journey.awaitClock("ENDORSEMENT", "STOPPED");
        assertThat(journey.tryIntake("street-leader", "endorse", Map.of("note", "再签"))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("ALREADY_ENDORSED");
    }

    @Test
    void aTicketByRuleIsTakenBackUnlessAUnitHasAccepted() {
        Map<String, String> why = Map.of("reasonCode", "NOT_QUALIFIED", "note", "井盖只是松动");
        JourneyCase early = urgent("grid");
        early.intake("street-leader", "take-back", why);
        early.awaitState("STREET_PENDING");

        JourneyCase late = urgent("grid").awaitsDispatcher().dispatchTo("WATER");
        late.accept("dept-water");
        late.awaitDispatchState("HANDLING");
        assertThat(late.tryIntake("street-leader", "take-back", why).status()).isEqualTo(409);
        assertThat(late.intakeState()).isEqualTo("HANDLING");
    }

    private JourneyCase urgent(String account) {
        return JourneyCase.posted(client, account, JourneyCase.report("C0101", "C0101-1", Map.of()));
    }

    private static void awaitDuty(JourneyCase journey, String duty) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(duties(journey)).contains(duty));
    }

    private static List<String> duties(JourneyCase journey) {
        return journey.timeline().stream()
                .filter(event -> event.path("type").asString().equals("case.duty-alerted.v1"))
                .map(event -> event.path("data").path("duty").asString())
                .toList();
    }

    private void awaitNotice(String account, JourneyCase journey, String kind) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(client.as(account)
                                .get("/api/dispatch/notices?unseen=true")
                                .valueStream()
                                .filter(notice ->
                                        notice.path("caseNumber").asString().equals(journey.number()))
                                .map((JsonNode notice) -> notice.path("kind").asString()))
                        .as("notices of %s", account)
                        .contains(kind));
    }
}
