package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hotline's order, dropped as a file, is worked on by the desks, answered by files and rated by the person who called. */
class WorkOrderJourneyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RunningSystem system = RunningSystem.shared();
    private final WhistleClient client = system.client();
    private final Path folder = system.data("platform");
    private final String order = "HL" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void anOrderOfTheHotlineIsEnteredOnceWorkedOnAnsweredAndRated() throws IOException {
        JsonNode entering = JsonMapper.shared()
                .valueToTree(Map.of(
                        "messageId",
                        order + "-1",
                        "kind",
                        "ORDER",
                        "number",
                        order,
                        "sentAt",
                        "2026-11-28T09:00:00+08:00",
                        "order",
                        Map.of(
                                "category", "环境卫生",
                                "content", "垃圾成堆，三天没人清运",
                                "position", Map.of("longitude", 119.874270, "latitude", 26.631039),
                                "deadline", "2036-12-03T18:00:00+08:00",
                                "caller", Map.of("name", "李先生", "phone", "13900000000"))));
        drop("a", entering);
        drop("b", entering);

        JourneyCase journey = JourneyCase.numbered(
                client, awaitReply("ACCEPTED").path("caseNumber").asString());
        assertThat(client.as("supervisor")
                        .get("/api/audit/cases?text=" + order)
                        .path("total")
                        .asInt())
                .isLessThanOrEqualTo(1);
        journey.intake("community", "request-verification", Map.of());
        journey.intake("grid", "verify", Map.of("found", true, "note", "属实"));
        journey.escalate()
                .ticket()
                .awaitsDispatcher()
                .dispatchTo("SANITATION")
                .accept()
                .complete();
        journey.awaitState("CHECKING");
        journey.intake("grid2", "check", Map.of("passed", true, "note", "干净"));
        journey.intake(
                "street",
                "confirm",
                Map.of("rating", Map.of("arrivalSpeed", 90, "quality", 90, "cooperation", 90, "communication", 90)));

        JsonNode done = awaitReply("DONE");
        assertThat(done.path("result").asString()).isEqualTo("已清运");
        assertThat(done.toString()).doesNotContain("13900000000").doesNotContain("李先生");
        drop(
                "c",
                JsonMapper.shared()
                        .valueToTree(Map.of(
                                "messageId",
                                order + "-2",
                                "kind",
                                "SATISFACTION",
                                "number",
                                order,
                                "sentAt",
                                "2026-11-29T09:00:00+08:00",
                                "satisfaction",
                                Map.of("resolved", true, "satisfaction", 5))));
        journey.awaitEvent("rated");
        assertThat(client.as("supervisor")
                        .get("/api/audit/cases?text=" + order)
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    private void drop(String name, JsonNode message) throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Path draft = Files.writeString(in.resolve(order + name + ".tmp"), message.toString());
        Files.move(draft, in.resolve(order + name + ".json"));
    }

    private JsonNode awaitReply(String kind) {
        return await().atMost(PATIENCE)
                .until(
                        () -> replies().stream()
                                .filter(reply -> reply.path("kind").asString().equals(kind))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private List<JsonNode> replies() throws IOException {
        Path out = folder.resolve("out");
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> JsonMapper.shared().readTree(file.toFile()))
                    .filter(reply -> reply.path("number").asString().equals(order))
                    .toList();
        }
    }
}
