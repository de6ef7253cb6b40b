package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** What the system tells dispatchers, triage and checkers without being asked. */
class HelpJourneyTests {

    private static final Pattern COMPONENT = Pattern.compile(
            "\"id\":\"(\\d+)\",\"category\":\"(C\\d+)\",\"owner\":\"([A-Z_]+)\".*\\[([\\d.]+),([\\d.]+)\\]");

    private final WhistleClient client = RunningSystem.shared().client();

    @Test
    void theOwnerOfTheComponentThatStandsThereComesFirst() throws IOException {
        Matcher component = aWaterCover();
        JourneyCase journey = JourneyCase.posted(
                        client,
                        "grid",
                        JourneyCase.report(
                                "C0101",
                                "C0101-1",
                                Map.of(
                                        "position",
                                        Map.of(
                                                "longitude", Double.valueOf(component.group(4)),
                                                "latitude", Double.valueOf(component.group(5))))))
                .awaitsDispatcher();

        List<JsonNode> candidates = client.as("dispatcher")
                .get("/api/dispatch/cases/" + journey.id() + "/candidates")
                .valueStream()
                .toList();

        JsonNode first = candidates.getFirst();
        assertThat(first.path("reason").asString()).isEqualTo("COMPONENT_OWNER");
        assertThat(first.path("unit").asString()).isEqualTo(component.group(3));
        assertThat(first.path("componentMetres").asInt(-1)).isBetween(0, 20);
        assertThat(first.path("rule").asString()).isEqualTo("C0101-1");
        for (String figure : List.of("openParts", "overdueParts", "suspendedParts", "ruleDispatches", "ruleReturned")) {
            assertThat(first.has(figure)).as(figure).isTrue();
        }
    }

    @Test
    void theSameThingNearbyIsOfferedWithItsReasons() {
        String heap = "垃圾桶外堆放建筑垃圾，占住半条人行道";
        JourneyCase first =
                JourneyCase.posted(client, "grid", JourneyCase.report("E0110", "E0110-1", Map.of("description", heap)));

        JsonNode second = client.as("grid2")
                .post(
                        "/api/intake/cases",
                        JourneyCase.report("E0110", "E0110-1", Map.of("description", heap + "，请处理")));

        JsonNode offered = second.path("possibleDuplicates")
                .valueStream()
                .filter(duplicate -> duplicate.path("caseId").asString().equals(first.id()))
                .findFirst()
                .orElseThrow();
        assertThat(offered.path("score").asDouble()).isBetween(0.5, 1.0);
        assertThat(offered.toString()).contains("textSimilarity", "sameCategory");
    }

    @Test
    void aCaseThatCameBackIsLinkedToItsClosing() {
        JourneyCase closed = JourneyCase.posted(client, "grid", JourneyCase.report("E0136", "E0136-1", Map.of()));
        closed.intake("community", "start-handling", Map.of("conditionCode", "E0136-1"));
        closed.intake("community", "handle", Map.of("result", "已劝离", "photoIds", List.of(closed.photo("community"))));
        closed.intake("grid2", "check", Map.of("passed", true, "note", "好"));

        JourneyCase again = JourneyCase.posted(client, "grid", JourneyCase.report("E0136", "E0136-1", Map.of()));

        assertThat(again.intakeView("grid").path("recurrenceOf").asString()).isNotEmpty();
        assertThat(again.awaitEvent("recurrence-linked")
                        .path("data")
                        .path("distanceMetres")
                        .asInt(-1))
                .isBetween(0, 50);
    }

    @Test
    void whatLooksMadeUpIsFlaggedToTheChecker() {
        String before = client.as("grid")
                .upload("/api/intake/photos", Map.of("kind", "NEAR"), org.whistle.replay.client.Pictures.photo(4711))
                .path("photoId")
                .asString();
        JourneyCase journey = JourneyCase.posted(
                client, "grid2", JourneyCase.report("E0110", "E0110-1", Map.of("photoIds", List.of(before))));
        journey.escalate().ticket().awaitsDispatcher().dispatchTo("SANITATION");
        journey.accept();
        String same = client.as("dept-sanitation")
                .upload("/api/intake/photos", Map.of("kind", "AFTER"), org.whistle.replay.client.Pictures.photo(4711))
                .path("photoId")
                .asString();
        journey.unit(
                "dept-sanitation",
                "complete",
                Map.of("result", "已清运", "criterionMet", true, "photoIds", List.of(same)));
        journey.awaitState("CHECKING");

        assertThat(journey.intakeView("grid2").path("flags").valueStream().map(JsonNode::asString))
                .contains("PHOTO_IDENTICAL", "HANDLED_TOO_FAST");
        journey.intake("grid2", "check", Map.of("passed", true, "note", "确实干净"));
        assertThat(journey.awaitEvent("check-passed").path("data").path("flags").toString())
                .contains("REPORTER_IS_CHECKER");
    }

    /** A manhole cover of the water company, in the demo worker's county. */
    private static Matcher aWaterCover() throws IOException {
        return Files.readAllLines(Path.of("../packs/haiwan/components.geojson")).stream()
                .map(COMPONENT::matcher)
                .filter(line -> line.find() && line.group(2).equals("C0101"))
                .findFirst()
                .orElseThrow();
    }
}
