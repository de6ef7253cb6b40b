package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;

/** Each route through the state machine, from the report to the end, through the gateway with real tokens. */
class ClosedLoopJourneyTests {

    private static final Map<String, Object> RATING = Map.of(
            "rating",
            Map.of("arrivalSpeed", 90, "quality", 85, "cooperation", 95, "communication", 88),
            "comment",
            "及时");

    private final WhistleClient client = RunningSystem.shared().client();

    @Test
    void theWholeLoopFromTheGridToTheClosedCase() {
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
    }

    @Test
    void theReporterRatesOnceAndReopens() {
        JourneyCase journey = JourneyCase.atConfirmation(client);
        journey.intake("street", "confirm", RATING);

        journey.intake("grid", "rate", Map.of("resolved", true, "satisfaction", 5));
        assertThat(journey.tryIntake("grid", "rate", Map.of("resolved", true, "satisfaction", 5))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("ALREADY_RATED");
        assertThat(journey.intake("grid", "reopen", Map.of("reasonCode", "RECURRED", "note", "第二天又有"))
                        .path("state")
                        .asString())
                .isEqualTo("STREET_PENDING");
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
    void theCommunityHandlesItItself() {
        JourneyCase journey = JourneyCase.reportedBy(client, "grid");

        journey.intake("community", "start-handling", Map.of("conditionCode", "E0110-1"));
        journey.intake(
                "community", "handle", Map.of("result", "组织保洁员清理", "photoIds", List.of(journey.photo("community"))));
        journey.intake("grid", "check", Map.of("passed", false, "note", "角落还有"));
        assertThat(journey.intakeState()).isEqualTo("COMMUNITY_HANDLING");
        journey.intake(
                "community", "handle", Map.of("result", "再次清理", "photoIds", List.of(journey.photo("community"))));
        journey.intake("grid", "check", Map.of("passed", true, "note", "干净"));

        journey.awaitState("CLOSED");
    }

    @Test
    void theStreetHandlesItItself() {
        JourneyCase journey = JourneyCase.reportedBy(client, "grid").escalate();

        journey.intake("street", "start-handling", Map.of("conditionCode", "E0110-1"));
        journey.intake("street", "handle", Map.of("result", "街道清理", "photoIds", List.of(journey.photo("street"))));
        journey.intake("grid2", "check", Map.of("passed", true, "note", "干净"));

        journey.awaitState("CLOSED");
    }

    @Test
    void aCitizensReportIsVerifiedOrVoided() {
        JourneyCase found = JourneyCase.reportedBy(client, "citizen");
        found.intake("community", "request-verification", Map.of("conditionCode", "E0110-1"));
        found.intake("community", "cancel-verification", Map.of());
        found.intake("community", "request-verification", Map.of());
        found.intake("grid", "verify", Map.of("found", true, "note", "属实"));
        JourneyCase missing = JourneyCase.reportedBy(client, "citizen");
        missing.intake("community", "request-verification", Map.of());
        missing.intake("grid", "verify", Map.of("found", false, "note", "现场没有"));

        found.awaitState("REPORTED").escalate().awaitState("STREET_PENDING");
        missing.awaitState("VOIDED");
        assertThat(found.timeline().getFirst().path("actor").asString()).startsWith("reporter-");
    }

    @Test
    void casesAreWithdrawnVoidedSentBackAndMerged() {
        JourneyCase withdrawn = JourneyCase.reportedBy(client, "grid");
        withdrawn.intake("grid", "withdraw", Map.of());
        JourneyCase voided = JourneyCase.reportedBy(client, "grid");
        voided.intake("community", "void", Map.of("reasonCode", "OUT_OF_SCOPE", "note", "不属城市管理"));
        JourneyCase back = JourneyCase.reportedBy(client, "grid").escalate();
        back.intake("street", "send-back", Map.of("reasonCode", "COMMUNITY_CAN_HANDLE", "note", "社区可以处理"));
        JourneyCase main = JourneyCase.reportedBy(client, "grid");
        JourneyCase child = JourneyCase.reportedBy(client, "grid2");
        child.intake("community", "merge", Map.of("into", main.id()));

        withdrawn.awaitState("VOIDED");
        voided.awaitState("VOIDED");
        back.awaitState("REPORTED");
        child.awaitState("MERGED");
        assertThat(main.intakeView("community").path("reporters").asInt()).isEqualTo(2);
        assertThat(main.intakeView("grid2").path("mine").asBoolean()).isTrue();
    }

    @Test
    void aMergeIntoACaseThatTheCountyForceClosesFirstIsUndone() {
        JourneyCase main = JourneyCase.ticketed(client);
        main.dispatch("command-leader", "force-close", Map.of("reasonCode", "BEYOND_COUNTY", "note", "省管道路"));

        main.awaitState("FORCE_CLOSED");
        JourneyCase late = JourneyCase.reportedBy(client, "grid");
        assertThat(late.tryIntake("community", "merge", Map.of("into", main.id()))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("CASE_ENDED");
    }

    @Test
    void anotherReporterJoins() {
        JourneyCase journey = JourneyCase.reportedBy(client, "grid");

        journey.intake("grid2", "join", Map.of());

        assertThat(journey.intakeView("grid2").path("mine").asBoolean()).isTrue();
        assertThat(journey.tryIntake("grid", "withdraw", Map.of()).status()).isEqualTo(409);
    }

    @Test
    void theCommandCenterRejectsAndTheStreetTicketsAgain() {
        JourneyCase journey = JourneyCase.ticketed(client);
        journey.dispatch("dispatcher", "file", Map.of());

        journey.dispatch("dispatcher", "reject", Map.of("reasonCode", "INCOMPLETE", "note", "请补照片"));

        journey.awaitState("STREET_PENDING").ticket().awaitsDispatcher();
        assertThat(journey.eventTypes()).contains("filed", "ticket-rejected");
    }

    @Test
    void aReturnIsReviewedBySomebodyElse() {
        JourneyCase journey = JourneyCase.dispatched(client);
        Map<String, Object> asking =
                Map.of("reasonCode", "WRONG_DEPARTMENT", "note", "属城管", "proposedUnit", "URBAN_MGMT");
        String refused = journey.unit("dept-sanitation", "request-return", asking)
                .path("assignmentId")
                .asString();
        journey.awaitState("RETURN_REVIEW");

        assertThat(journey.tryDispatch("dispatcher", "review-return", review(refused, false))
                        .status())
                .isEqualTo(403);
        journey.dispatch("dispatcher2", "review-return", review(refused, false));
        journey.awaitPart(
                "dept-sanitation", part -> part.path("state").asString().equals("OFFERED"));
        assertThat(journey.tryUnit("dept-sanitation", "request-return", asking)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("RETURN_NOT_ALLOWED");
        journey.accept().complete().awaitState("CHECKING");
    }

    @Test
    void twoApprovedReturnsLeadToADesignation() {
        JourneyCase journey = JourneyCase.dispatched(client);
        returned(journey, "dept-sanitation");
        journey.dispatchTo("URBAN_MGMT");
        returned(journey, "dept-urban-mgmt");

        assertThat(journey.tryDispatch("dispatcher", "dispatch", Map.of("lead", "MUNICIPAL"))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("TOO_MANY_RETURNS");
        journey.dispatch("command-leader", "designate", Map.of("lead", "SANITATION", "note", "兜底指定"));
        assertThat(journey.awaitPart(
                                "dept-sanitation",
                                part -> part.path("state").asString().equals("OFFERED"))
                        .path("allowedActions")
                        .valueStream()
                        .map(action -> action.asString()))
                .containsExactly("accept");
    }

    @Test
    void aRecallEndsThePartAndAnotherUnitGetsTheCase() {
        JourneyCase journey = JourneyCase.dispatched(client).accept();

        journey.dispatch("dispatcher", "recall", Map.of("reasonCode", "WRONG_DEPARTMENT", "note", "派错"));

        journey.awaitState("TICKETED");
        journey.awaitPart(
                "dept-sanitation", part -> part.path("state").asString().equals("ENDED"));
        journey.dispatchTo("URBAN_MGMT")
                .accept("dept-urban-mgmt")
                .complete("dept-urban-mgmt")
                .awaitState("CHECKING");
    }

    @Test
    void aFailedCheckGoesBackToTheSameUnitAndTheThirdToARuling() {
        JourneyCase journey = JourneyCase.atCheck(client);
        for (int failure = 1; failure < 3; failure++) {
            journey.intake("grid", "check", Map.of("passed", false, "note", "没清干净"));
            int attempt = failure + 1;
            journey.awaitPart("dept-sanitation", part -> part.path("attempt").asInt() == attempt);
            journey.awaitState("HANDLING").complete().awaitState("CHECKING");
        }

        journey.intake("grid", "check", Map.of("passed", false, "note", "还是没清干净"));

        journey.awaitState("RULING").awaitDispatchState("RULING");
        journey.dispatch("command-leader", "rule", Map.of("decision", "CLOSE", "note", "已另案处理"));
        journey.awaitState("CLOSED");
    }

    @Test
    void aVetoGoesBackAndTheSecondToARuling() {
        JourneyCase journey = JourneyCase.atConfirmation(client);
        Map<String, Object> veto = Map.of("reasonCode", "NOT_RESOLVED", "note", "没有解决");
        journey.intake("street", "veto", veto);
        journey.awaitPart("dept-sanitation", part -> part.path("attempt").asInt() == 2);
        journey.awaitState("HANDLING").complete().awaitState("CHECKING");
        journey.intake("grid", "check", Map.of("passed", true, "note", "好了"));

        journey.intake("street", "veto", veto);

        journey.awaitState("RULING").awaitDispatchState("RULING");
        journey.dispatch("command-leader", "rule", Map.of("decision", "REDISPATCH", "note", "换单位"));
        journey.awaitState("TICKETED").dispatchTo("URBAN_MGMT").accept("dept-urban-mgmt");
    }

    @Test
    void aHandlingUnitOfTheStreetIsConfirmedByADispatcherWithoutAMark() {
        JourneyCase journey = JourneyCase.ticketed(client).dispatchTo("STREET");
        journey.accept("dept-street").complete("dept-street").awaitState("CHECKING");
        journey.intake("grid2", "check", Map.of("passed", true, "note", "好"));

        assertThat(journey.tryIntake("street", "confirm", RATING).status()).isEqualTo(403);
        journey.intake("dispatcher", "confirm", Map.of());

        journey.awaitState("CLOSED");
    }

    private static void returned(JourneyCase journey, String account) {
        String part = journey.unit(account, "request-return", Map.of("reasonCode", "OTHER", "note", "不归我管"))
                .path("assignmentId")
                .asString();
        journey.awaitState("RETURN_REVIEW").awaitDispatchState("RETURN_REVIEW");
        journey.dispatch("dispatcher2", "review-return", review(part, true));
        journey.awaitState("TICKETED");
    }

    private static Map<String, Object> review(String part, boolean approve) {
        return Map.of("assignmentId", part, "approve", approve, "note", "已核对职责清单");
    }
}
