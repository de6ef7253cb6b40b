package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** Several units on one case, several stages in one part, and people of a unit on their phones. */
class PartsJourneyTests {

    private final RunningSystem system = RunningSystem.shared();
    private final WhistleClient client = system.client();

    @Test
    void leadAndAssistantsEachAcceptAndTheLeadCompletesLast() {
        JourneyCase journey = JourneyCase.ticketed(client);
        journey.dispatch("dispatcher", "dispatch", Map.of("lead", "SANITATION", "assisting", List.of("URBAN_MGMT")));
        journey.accept();
        assertThat(problem(journey.tryUnit("dept-sanitation", "complete", result(journey, "dept-sanitation"))))
                .isEqualTo("ASSISTANTS_OPEN");

        journey.dispatch("dispatcher", "add-assisting", Map.of("unit", "POLICE", "note", "维持秩序"));
        String police = journey.openPart("dept-police");
        journey.dispatch("dispatcher", "recall", Map.of("assignmentId", police, "reasonCode", "OTHER", "note", "无需到场"));
        journey.awaitPart("dept-police", part -> part.path("state").asString().equals("ENDED"));
        journey.unit("dept-urban-mgmt", "accept", Map.of());
        journey.complete("dept-urban-mgmt");
        journey.complete().awaitState("CHECKING");
    }

    @Test
    void aReturnedAssistantEndsAloneAndTheLeadGoesOn() {
        JourneyCase journey = JourneyCase.ticketed(client);
        journey.dispatch("dispatcher", "dispatch", Map.of("lead", "SANITATION", "assisting", List.of("URBAN_MGMT")));
        journey.accept();
        String part = journey.unit(
                        "dept-urban-mgmt", "request-return", Map.of("reasonCode", "WRONG_DEPARTMENT", "note", "不归我局"))
                .path("assignmentId")
                .asString();
        journey.awaitEvent("return-requested");

        journey.awaitPartAtDispatch("URBAN_MGMT", "RETURN_REVIEW");
        journey.dispatch("dispatcher2", "review-return", Map.of("assignmentId", part, "approve", true, "note", "同意"));

        journey.awaitPart("dept-urban-mgmt", one -> one.path("state").asString().equals("ENDED"));
        assertThat(journey.intakeState()).isEqualTo("HANDLING");
        journey.complete().awaitState("CHECKING");
    }

    @Test
    void theWaterIsStoppedInAnHourAndRestoredInFiveDays() {
        system.toAQuietMonday();
        JourneyCase journey = JourneyCase.posted(client, "grid", JourneyCase.report("E0501", "E0501-1", Map.of()))
                .awaitsDispatcher()
                .dispatchTo("WATER");
        journey.accept("dept-water");
        assertThat(journey.clocks("HANDLING")
                        .map(clock -> clock.path("conditionCode").asString()))
                .containsExactly("E0501-1", "E0501-2");
        assertThat(problem(journey.tryUnit("dept-water", "complete", result(journey, "dept-water"))))
                .isEqualTo("STAGES_OPEN");

        client.clock().advance(Duration.ofMinutes(40));
        journey.unit(
                "dept-water",
                "complete-stage",
                Map.of(
                        "conditionCode", "E0501-1",
                        "result", "已关阀止水",
                        "photoIds", List.of(journey.photo("dept-water"))));
        client.clock().advance(Duration.ofDays(2));
        journey.complete("dept-water").awaitState("CHECKING");

        assertThat(journey.clocks("HANDLING").map(clock -> clock.path("late").asBoolean()))
                .as("neither stage is late")
                .containsExactly(false, false);
    }

    @Test
    void aHandlerSeesOnlyWhatWasGivenToThem() {
        JourneyCase journey = JourneyCase.dispatched(client).accept();
        assertThat(client.as("handler")
                        .get("/api/department/assignments?caseId=" + journey.id())
                        .path("total")
                        .asInt())
                .isZero();

        journey.unit("dept-sanitation", "assign-handler", Map.of("handler", "handler"));
        JsonNode noted = journey.unit("handler", "note", Map.of("note", "已到现场", "photoIds", List.of()));

        assertThat(noted.path("allowedActions").valueStream().map(JsonNode::asString))
                .containsExactly("note");
        assertThat(journey.tryUnit("handler", "complete", result(journey, "handler"))
                        .status())
                .isEqualTo(403);
        assertThat(journey.awaitEvent("progress-noted").path("actor").asString())
                .isEqualTo("handler");
    }

    @Test
    void theStreetsOwnUnitLeadsAndADispatcherConfirmsWithoutAMark() {
        JourneyCase journey = JourneyCase.posted(client, "grid", JourneyCase.report("E0136", "E0136-1", Map.of()));
        journey.escalate();
        journey.intake(
                "street",
                "ticket",
                Map.of("whistleKind", "ROUTINE", "conditionCodes", List.of("E0136-1"), "reason", "多次劝导无效"));
        journey.awaitsDispatcher().dispatchTo("STREET");
        journey.accept("dept-street");
        journey.complete("dept-street").awaitState("CHECKING");
        journey.intake("grid2", "check", Map.of("passed", true, "note", "已清理"));

        assertThat(journey.tryIntake("street", "confirm", Map.of()).status()).isEqualTo(403);
        journey.intake("dispatcher", "confirm", Map.of("comment", "属实"));

        journey.awaitState("CLOSED");
        assertThat(journey.awaitEvent("confirmed").path("data").has("rating")).isFalse();
    }

    private static Map<String, Object> result(JourneyCase journey, String account) {
        return Map.of("result", "已处置", "criterionMet", true, "photoIds", List.of(journey.photo(account)));
    }

    private static String problem(org.whistle.replay.client.Answer answer) {
        return answer.json().path("code").asString();
    }
}
