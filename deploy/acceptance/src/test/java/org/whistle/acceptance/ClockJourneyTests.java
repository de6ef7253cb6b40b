package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** What the clock does by itself at all desks, on a clock that these tests move forward. */
@Isolated("the clock is everybody's")
class ClockJourneyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RunningSystem system = RunningSystem.shared();
    private final WhistleClient client = system.client();

    @Test
    void anExtensionCountsFromTheOldDeadlineAndTakesTheMissBack() {
        Instant monday = system.toAQuietMonday();
        JourneyCase journey = JourneyCase.dispatched(client).accept();
        Instant deadline = journey.deadline("HANDLING"); // 4 working hours from 09:00: 15:00, after lunch
        assertThat(deadline).isBetween(monday.plus(Duration.ofHours(6)), monday.plus(Duration.ofHours(7)));
        assertThat(journey.clock("HANDLING")
                        .path("explanation")
                        .path("lines")
                        .valueStream()
                        .map(line -> line.path("zh").asString()))
                .anySatisfy(line -> assertThat(line).contains("工作时间"));

        String part = journey.unit(
                        "dept-sanitation",
                        "request-extension",
                        Map.of("amount", 2, "reasonCode", "WEATHER", "note", "暴雨"))
                .path("assignmentId")
                .asString();
        client.clock().advance(Duration.ofHours(7)); // 16:00: past the deadline
        journey.awaitEvent("deadline-missed");
        JsonNode blue = journey.awaitEvent("supervised");
        assertThat(blue.path("data").path("level").asString()).isEqualTo("BLUE");
        assertThat(blue.path("actor").asString()).isEqualTo("system");

        journey.dispatch("dispatcher", "review-extension", Map.of("assignmentId", part, "approve", true, "note", "同意"));

        journey.awaitEvent("miss-withdrawn");
        journey.awaitEvent("supervision-withdrawn");
        assertThat(journey.deadline("HANDLING")).isEqualTo(deadline.plus(Duration.ofHours(2)));
        journey.complete().awaitState("CHECKING");
        assertThat(journey.clock("HANDLING").path("late").asBoolean()).isFalse();
    }

    @Test
    void aSuspendedCaseResumesByItself() {
        Instant monday = system.toAQuietMonday();
        JourneyCase journey = JourneyCase.dispatched(client).accept();
        Instant until = monday.plus(Duration.ofDays(7));
        String part = journey.unit(
                        "dept-sanitation",
                        "request-suspension",
                        Map.of("until", until.toString(), "reasonCode", "SEASONAL", "note", "汛期"))
                .path("assignmentId")
                .asString();
        journey.awaitRequestAtDispatch();
        journey.dispatch(
                "command-leader", "review-suspension", Map.of("assignmentId", part, "approve", true, "note", "同意挂账"));
        journey.awaitState("SUSPENDED");
        journey.awaitClock("HANDLING", "PAUSED");

        client.clock().advance(Duration.ofDays(7).plus(Duration.ofMinutes(1)));

        journey.awaitState("HANDLING");
        assertThat(journey.awaitEvent("resumed").path("data").path("byRule").asBoolean())
                .isTrue();
        assertThat(journey.clock("HANDLING").path("missed").asBoolean()).isFalse();
        journey.complete().awaitState("CHECKING");
    }

    @Test
    void silenceConfirmsForTheStreetButNeverForACitizen() {
        system.toAQuietMonday();
        JourneyCase ofTheGrid = JourneyCase.atConfirmation(client);
        JourneyCase ofACitizen =
                JourneyCase.posted(client, "citizen", JourneyCase.report("E0110", "E0110-1", Map.of()));
        ofACitizen.intake("community", "request-verification", Map.of());
        ofACitizen.intake("grid", "verify", Map.of("found", true, "note", "属实"));
        ofACitizen.escalate().ticket().awaitsDispatcher().dispatchTo("SANITATION");
        ofACitizen.accept().complete().awaitState("CHECKING");
        ofACitizen.intake("grid2", "check", Map.of("passed", true, "note", "干净"));

        client.clock().advance(Duration.ofDays(2).plus(Duration.ofHours(1)));
        ofACitizen.awaitEvent("deadline-missed");
        ofACitizen.awaitClock("CONFIRMATION_LEADER", "RUNNING");
        client.clock().advance(Duration.ofDays(1).plus(Duration.ofHours(1)));

        ofTheGrid.awaitState("CLOSED");
        JsonNode confirmed = ofTheGrid.awaitEvent("confirmed").path("data");
        assertThat(confirmed.path("silent").asBoolean()).isTrue();
        assertThat(confirmed.has("rating")).isFalse();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.as("command-leader")
                                .get("/api/dispatch/notices")
                                .valueStream()
                                .filter(notice ->
                                        notice.path("caseNumber").asString().equals(ofACitizen.number()))
                                .map(notice -> notice.path("kind").asString()))
                        .contains("CONFIRMATION_MISSED"));
        assertThat(ofACitizen.intakeState()).isEqualTo("CONFIRMING");
    }

    @Test
    void theRosterRingsOnUntilSomebodyAccepts() {
        JourneyCase journey = JourneyCase.posted(client, "grid", JourneyCase.report("C0101", "C0101-1", Map.of()))
                .awaitsDispatcher()
                .dispatchTo("WATER");
        journey.openPart("dept-water");

        client.clock().advance(Duration.ofMinutes(6));
        awaitDuty(journey, "DEPUTY");
        client.clock().advance(Duration.ofMinutes(5));
        awaitDuty(journey, "LEADER");
        journey.accept("dept-water");

        client.clock().advance(Duration.ofMinutes(30));
        journey.awaitEvent("deadline-missed");
        assertThat(duties(journey)).containsExactly("ON_DUTY", "ON_DUTY", "ON_DUTY", "DEPUTY", "LEADER");
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
}
