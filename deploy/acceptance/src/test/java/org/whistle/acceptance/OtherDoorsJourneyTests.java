package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** What comes by telephone, from leaders and newspapers; and what follows a closing. */
class OtherDoorsJourneyTests {

    private final RunningSystem system = RunningSystem.shared();
    private final WhistleClient client = system.client();

    @Test
    void aHotlineCallWithoutAPlaceIsLocatedVerifiedAndCalledBack() {
        Instant deadline = client.clock().now().plus(Duration.ofDays(5));
        JourneyCase journey = JourneyCase.posted(
                client,
                "dispatcher",
                call(Map.of(
                        "address", "观澜社区菜市场东门",
                        "jurisdictionCode", "350999001",
                        "externalDeadline", deadline.toString())));
        assertThat(journey.intakeView("dispatcher").path("externalDeadline").asString())
                .isNotEmpty();
        assertThat(listed("street", "unlocated", journey)).isTrue();
        assertThat(listed("street-other", "unlocated", journey)).isFalse();
        assertThat(journey.tryIntake("community", "escalate", Map.of("reasonCode", "BEYOND_POWER", "note", "x"))
                        .status())
                .as("nobody below the street has it yet")
                .isEqualTo(404);

        journey.intake("street", "locate", Map.of("gridCode", "350999001001001"));
        assertThat(listed("community", "community", journey)).isTrue();
        journey.awaitClock("COMMUNITY_TRIAGE", "RUNNING");
        assertThat(journey.tryIntake("community", "escalate", Map.of("reasonCode", "BEYOND_POWER", "note", "x"))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("VERIFICATION_REQUIRED");
        journey.intake("community", "request-verification", Map.of());
        journey.awaitClock("COMMUNITY_TRIAGE", "PAUSED");
        journey.intake("grid", "verify", Map.of("found", true, "note", "属实"));
        journey.intake("community", "start-handling", Map.of("conditionCode", "E0110-1"));
        journey.intake("community", "handle", Map.of("result", "已清运", "photoIds", List.of(journey.photo("community"))));
        journey.intake("grid2", "check", Map.of("passed", true, "note", "干净"));

        assertThat(listed("community", "call-backs", journey)).isTrue();
        assertThat(journey.tryIntake("community", "call-back", Map.of("contacted", true))
                        .status())
                .isEqualTo(422);
        journey.intake("community", "call-back", Map.of("contacted", true, "resolved", true, "satisfaction", 5));
        assertThat(listed("community", "call-backs", journey)).isFalse();
        journey.awaitClock("CALL_BACK", "STOPPED");
    }

    @Test
    void anUrgentCallIsATicketAsSoonAsItIsLocated() {
        JourneyCase journey = JourneyCase.posted(
                client,
                "dispatcher",
                call(Map.of(
                        "categoryCode", "C0101",
                        "conditionCode", "C0101-1",
                        "address", "观澜路口",
                        "jurisdictionCode", "350999001001")));
        assertThat(journey.intakeState()).isEqualTo("REPORTED");

        journey.intake(
                "dispatcher", "locate", Map.of("position", Map.of("longitude", 119.874270, "latitude", 26.631039)));

        assertThat(journey.intakeState()).isEqualTo("TICKETED");
        journey.awaitsDispatcher();
    }

    @Test
    void aLeadersNoteGoesStraightToTheCounty() {
        Map<String, Object> note = new HashMap<>(JourneyCase.report("E0110", "E0110-1", Map.of()));
        note.putAll(Map.of("source", "LEADER", "route", "COUNTY", "externalId", "批示-" + UUID.randomUUID()));

        JourneyCase journey = JourneyCase.posted(client, "dispatcher", note).awaitsDispatcher();

        journey.awaitEvent("ticket-filed");
        assertThat(journey.eventTypes()).startsWith("registered", "ticket-filed");
        assertThat(client.as("dispatcher")
                        .tryPost("/api/intake/cases", note, UUID.randomUUID().toString())
                        .status())
                .as("the same note again")
                .isEqualTo(409);
        assertThat(client.as("grid")
                        .tryPost(
                                "/api/intake/cases",
                                JourneyCase.report("E0110", "E0110-1", Map.of("route", "COUNTY")),
                                UUID.randomUUID().toString())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aCitizensCaseIsNeverClosedBySilence() {
        system.toAQuietMonday();
        JourneyCase journey = JourneyCase.posted(client, "citizen", JourneyCase.report("E0110", "E0110-1", Map.of()));
        journey.intake("community", "request-verification", Map.of());
        journey.intake("grid", "verify", Map.of("found", true, "note", "属实"));
        journey.escalate().ticket().awaitsDispatcher().dispatchTo("SANITATION");
        journey.accept().complete().awaitState("CHECKING");
        journey.intake("grid2", "check", Map.of("passed", true, "note", "干净"));
        assertThat(journey.tryIntake("street-leader", "confirm", Map.of("rating", marks()))
                        .status())
                .isEqualTo(409);

        client.clock().advance(Duration.ofDays(2).plus(Duration.ofHours(1)));
        journey.awaitEvent("deadline-missed");
        assertThat(journey.intakeState()).isEqualTo("CONFIRMING");
        journey.awaitClock("CONFIRMATION_LEADER", "RUNNING");
        client.clock().advance(Duration.ofDays(1).plus(Duration.ofHours(1)));

        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(client.as("command-leader")
                                .get("/api/dispatch/notices")
                                .valueStream()
                                .filter(notice ->
                                        notice.path("caseNumber").asString().equals(journey.number()))
                                .map(notice -> notice.path("kind").asString()))
                        .contains("CONFIRMATION_MISSED"));
        assertThat(journey.intakeState()).isEqualTo("CONFIRMING");
        journey.intake("street-leader", "confirm", Map.of("rating", marks()));
        journey.awaitState("CLOSED");
    }

    @Test
    void whoIsNextLooksThemselvesAfterAMiss() {
        system.toAQuietMonday();
        JourneyCase journey = JourneyCase.posted(client, "citizen", JourneyCase.report("E0110", "E0110-1", Map.of()));
        journey.intake("community", "request-verification", Map.of());
        Map<String, Object> seen = Map.of("found", true, "note", "社区自行核实");
        assertThat(journey.tryIntake("community", "verify", seen).status()).isEqualTo(409);

        client.clock().advance(Duration.ofHours(8));
        journey.awaitEvent("deadline-missed");
        journey.intake("community", "verify", seen);

        journey.escalate().ticket().awaitsDispatcher().dispatchTo("SANITATION");
        journey.accept().complete().awaitState("CHECKING");
        Map<String, Object> passed = Map.of("passed", true, "note", "街道自行核查");
        assertThat(journey.tryIntake("street", "check", passed).status()).isEqualTo(409);
        client.clock().advance(Duration.ofDays(2));
        journey.awaitMiss("CHECK");
        journey.intake("street", "check", passed);
        journey.awaitState("CONFIRMING");
    }

    @Test
    void anotherStreetChecksAgainWithoutKnowingWhoHandledIt() {
        JourneyCase drawn = firstDrawn();
        String street = drawn.awaitEvent("spot-check-drawn")
                .path("data")
                .path("jurisdictionCode")
                .asString();
        assertThat(street).isNotEqualTo("350999001").startsWith("350999");
        String checker = "grid-" + street + "002-a";

        JsonNode seen = client.as(checker).get("/api/intake/cases/" + drawn.id());

        assertThat(listed(checker, "checks", drawn)).isTrue();
        assertThat(seen.path("allowedActions").valueStream().map(JsonNode::asString))
                .containsExactly("spot-check");
        assertThat(seen.has("leadUnit")).isFalse();
        assertThat(drawn.tryIntake("grid2", "spot-check", Map.of("passed", true, "note", "x"))
                        .status())
                .as("not by the street's own")
                .isEqualTo(403);
        drawn.intake(checker, "spot-check", Map.of("passed", false, "note", "垃圾仍在"));
        drawn.awaitState("STREET_PENDING");
        assertThat(drawn.intakeView("street").path("round").asInt()).isEqualTo(2);
    }

    /** One in ten of a street's self-handled cases is drawn. */
    private JourneyCase firstDrawn() {
        for (int i = 0; i < 10; i++) {
            JourneyCase journey = JourneyCase.posted(client, "grid", JourneyCase.report("E0110", "E0110-1", Map.of()));
            journey.intake("community", "start-handling", Map.of("conditionCode", "E0110-1"));
            journey.intake(
                    "community", "handle", Map.of("result", "已清运", "photoIds", List.of(journey.photo("community"))));
            journey.intake("grid2", "check", Map.of("passed", true, "note", "干净"));
            journey.awaitEvent("closed");
            if (journey.eventTypes().contains("spot-check-drawn")) {
                return journey;
            }
        }
        throw new AssertionError("ten self-handled cases closed, none drawn");
    }

    private boolean listed(String account, String desk, JourneyCase journey) {
        return client.as(account)
                .get("/api/intake/cases?size=200&sort=-reportedAt&desk=" + desk)
                .path("items")
                .valueStream()
                .anyMatch(item -> item.path("caseId").asString().equals(journey.id()));
    }

    private static Map<String, Object> call(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "categoryCode", "E0110",
                "conditionCode", "E0110-1",
                "description", "市民来电反映垃圾堆放 " + UUID.randomUUID(),
                "source", "HOTLINE_12345",
                "externalId", "12345-" + UUID.randomUUID()));
        body.putAll(more);
        return body;
    }

    private static Map<String, Integer> marks() {
        return Map.of("arrivalSpeed", 80, "quality", 80, "cooperation", 80, "communication", 80);
    }
}
