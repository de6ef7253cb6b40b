package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.Answer;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** Extensions, suspensions, supervision, rulings, misconduct and appeals, on a clock that tests move. */
class ReviewJourneyTests {

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
        assertThat(problem(journey.tryUnit(
                        "dept-sanitation",
                        "request-extension",
                        Map.of("amount", 2, "reasonCode", "WEATHER", "note", "暴雨"))))
                .isEqualTo("REQUEST_PENDING");
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
    void anExtensionIsAskedForInTimeAndForNoMoreThanTheLimit() {
        system.toAQuietMonday();
        JourneyCase journey = JourneyCase.dispatched(client).accept();
        Answer tooMuch = journey.tryUnit(
                "dept-sanitation", "request-extension", Map.of("amount", 5, "reasonCode", "OTHER", "note", "多"));
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/amount");

        client.clock().advance(Duration.ofHours(8));
        journey.awaitEvent("deadline-missed");
        assertThat(problem(journey.tryUnit(
                        "dept-sanitation",
                        "request-extension",
                        Map.of("amount", 1, "reasonCode", "OTHER", "note", "晚"))))
                .isEqualTo("DEADLINE_PASSED");
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
        assertThat(journey.tryDispatch("dispatcher", "review-suspension", review(part))
                        .status())
                .as("suspending is the command leader's")
                .isEqualTo(403);
        journey.dispatch("command-leader", "review-suspension", review(part));
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
    void aLeaderSupervisesOnlyUpwardAndTheUnitReplies() {
        JourneyCase journey = JourneyCase.dispatched(client).accept();
        String part = journey.openPart("dept-sanitation");
        supervise(journey, part, "ORANGE");
        assertThat(journey.tryDispatch("command-leader", "supervise", supervision(part, "BLUE"))
                        .json()
                        .path("errors")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("ONLY_UPWARD");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.as("dept-sanitation")
                                .get("/api/dispatch/notices")
                                .valueStream()
                                .filter(notice ->
                                        notice.path("caseNumber").asString().equals(journey.number()))
                                .map(notice -> notice.path("kind").asString()))
                        .contains("SUPERVISION"));

        await().atMost(PATIENCE)
                .until(() -> journey.tryUnit("dept-sanitation", "reply-supervision", Map.of("note", "今日完成"))
                        .successful());

        journey.awaitClock("SUPERVISION_REPLY", "STOPPED");
        assertThat(problem(journey.tryUnit("dept-sanitation", "reply-supervision", Map.of("note", "再答"))))
                .isEqualTo("NOT_SUPERVISED");
        supervise(journey, part, "RED");
        journey.intake("street", "urge", Map.of("note", "居民又来问"));
        journey.dispatch("dispatcher", "urge", Map.of("note", "请尽快"));
        assertThat(journey.awaitEvent("urged")).isNotNull();
    }

    @Test
    void whoMissedAppealsInTwoStepsAndNobodyJudgesTwice() {
        system.toAQuietMonday();
        JourneyCase journey = JourneyCase.dispatched(client).accept();
        client.clock().advance(Duration.ofHours(8));
        journey.awaitEvent("deadline-missed");
        String about = journey.clock("HANDLING").path("clockId").asString();
        journey.complete().awaitState("CHECKING");
        journey.intake("grid2", "check", Map.of("passed", true, "note", "干净"));
        journey.intake("street", "confirm", Map.of("rating", marks()));
        journey.awaitState("CLOSED");
        journey.awaitPart(
                "dept-sanitation", part -> part.path("state").asString().equals("ENDED"));
        String part = journey.endedPart("dept-sanitation");

        Map<String, String> appeal = Map.of("about", about, "reasonCode", "WEATHER", "note", "暴雨红色预警期间停工");
        client.as("dept-sanitation").post("/api/department/assignments/" + part + "/appeal", appeal);
        assertThat(client.as("dept-sanitation")
                        .tryPost("/api/department/assignments/" + part + "/appeal", appeal, "second-" + part)
                        .json()
                        .path("errors")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("ALREADY_APPEALED");
        String appealId = journey.awaitAppeal();
        assertThat(decide("command-leader", appealId, "decide", Map.of("uphold", true, "note", "成立"))
                        .status())
                .as("not before the first review")
                .isEqualTo(409);
        assertThat(decide("dispatcher", appealId, "review", Map.of("recommend", true, "note", "属实"))
                        .status())
                .isEqualTo(200);
        assertThat(decide("command-leader", appealId, "decide", Map.of("uphold", true, "note", "成立"))
                        .status())
                .isEqualTo(200);
        assertThat(journey.awaitEvent("appeal-decided")
                        .path("data")
                        .path("uphold")
                        .asBoolean())
                .isTrue();
        journey.awaitClock("APPEAL", "STOPPED");
        assertThat(journey.intakeState()).isEqualTo("CLOSED");
    }

    @Test
    void misconductIsFoundWithEvidenceAboutAUnitThatWasInvolved() {
        JourneyCase journey = JourneyCase.atCheck(client);
        Map<String, Object> found =
                Map.of("unit", "WATER", "note", "照片系伪造", "photoIds", List.of(journey.photo("grid2")));
        assertThat(journey.tryDispatch("command-leader", "find-misconduct", found)
                        .status())
                .isEqualTo(422);

        journey.dispatch(
                "command-leader",
                "find-misconduct",
                Map.of("unit", "SANITATION", "note", "照片系伪造", "photoIds", List.of(journey.photo("grid2"))));

        assertThat(journey.awaitEvent("misconduct-found")
                        .path("data")
                        .path("unit")
                        .asString())
                .isEqualTo("SANITATION");
    }

    @Test
    void theSecondVetoIsRuled() {
        JourneyCase journey = JourneyCase.atConfirmation(client);
        journey.intake("street", "veto", Map.of("reasonCode", "PARTLY_RESOLVED", "note", "仍有残留"));
        journey.awaitDispatchState("HANDLING");
        assertThat(journey.limit("REWORK")).isGreaterThanOrEqualTo(Duration.ofHours(4));
        journey.awaitPart("dept-sanitation", part -> part.path("attempt").asInt() == 2);
        journey.complete().awaitState("CHECKING");
        journey.intake("grid2", "check", Map.of("passed", true, "note", "可"));
        journey.intake("street", "veto", Map.of("reasonCode", "NOT_RESOLVED", "note", "又堆了"));
        journey.awaitDispatchState("RULING");

        journey.dispatch("command-leader", "rule", Map.of("decision", "CLOSE", "note", "已多次处置，结案"));

        journey.awaitState("CLOSED");
        journey.awaitClock("RULING", "STOPPED");
    }

    @Test
    void theStreetsSilenceConfirmsWithoutARating() {
        system.toAQuietMonday();
        JourneyCase journey = JourneyCase.atConfirmation(client);

        client.clock().advance(Duration.ofDays(3));

        journey.awaitState("CLOSED");
        JsonNode confirmed = journey.awaitEvent("confirmed");
        assertThat(confirmed.path("data").path("silent").asBoolean()).isTrue();
        assertThat(confirmed.path("data").has("rating")).isFalse();
        assertThat(journey.tryIntake("street", "veto", Map.of("reasonCode", "NO_SHOW", "note", "晚了"))
                        .status())
                .isEqualTo(409);
    }

    private Answer decide(String account, String appealId, String step, Map<String, ?> body) {
        return client.as(account)
                .tryPost(
                        "/api/dispatch/appeals/" + appealId + "/" + step,
                        body,
                        java.util.UUID.randomUUID().toString());
    }

    private static void supervise(JourneyCase journey, String part, String level) {
        journey.dispatch("command-leader", "supervise", supervision(part, level));
    }

    private static Map<String, String> supervision(String part, String level) {
        return Map.of("assignmentId", part, "level", level, "note", "请说明进度");
    }

    private static Map<String, Object> review(String part) {
        return Map.of("assignmentId", part, "approve", true, "note", "同意挂账");
    }

    private static Map<String, Integer> marks() {
        return Map.of("arrivalSpeed", 80, "quality", 80, "cooperation", 80, "communication", 80);
    }

    private static String problem(Answer answer) {
        return answer.json().path("code").asString();
    }
}
