package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.whistle.replay.client.Answer;
import org.whistle.replay.client.Pictures;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** One case on its way through the desks, moved by the demo accounts over the gateway. */
final class JourneyCase {

    /** Longer than a broker takes to give a killed reader's part to its successor, on a busy machine too. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Map<String, Object> POSITION = Map.of("longitude", 119.874270, "latitude", 26.631039);

    private final WhistleClient client;
    private final String caseId;
    private final String caseNumber;

    private JourneyCase(WhistleClient client, JsonNode reported) {
        this.client = client;
        this.caseId = reported.path("caseId").asString();
        this.caseNumber = reported.path("caseNumber").asString();
    }

    /** A heap of garbage in the demo worker's grid. */
    static JourneyCase reportedBy(WhistleClient client, String account) {
        return reportedBy(client, account, "E0110");
    }

    static JourneyCase reportedBy(WhistleClient client, String account, String category) {
        Map<String, Object> body = Map.of(
                "categoryCode", category,
                "description", UniqueText.of("垃圾桶外堆放垃圾"),
                "position", POSITION);
        return new JourneyCase(client, client.as(account).post("/api/intake/cases", body));
    }

    /** Reported, escalated and ticketed. */
    static JourneyCase ticketed(WhistleClient client) {
        return reportedBy(client, "grid").escalate().ticket().awaitsDispatcher();
    }

    /** Ticketed and dispatched to the sanitation centre. */
    static JourneyCase dispatched(WhistleClient client) {
        return ticketed(client).dispatchTo("SANITATION");
    }

    /** Dispatched, accepted, completed: at the check. */
    static JourneyCase atCheck(WhistleClient client) {
        return dispatched(client).accept().complete().awaitState("CHECKING");
    }

    /** Checked, so that the street confirms. */
    static JourneyCase atConfirmation(WhistleClient client) {
        JourneyCase journey = atCheck(client);
        journey.intake("grid2", "check", Map.of("passed", true, "note", "现场干净"));
        return journey;
    }

    /** The body of a report at the demo worker's place, with a unique description. */
    static Map<String, Object> report(String category, String condition, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "categoryCode", category,
                "conditionCode", condition,
                "description", UniqueText.of("现场情况"),
                "position", POSITION));
        body.putAll(more);
        return body;
    }

    /** Reported or registered with such a body. */
    static JourneyCase posted(WhistleClient client, String account, Map<String, ?> body) {
        return new JourneyCase(client, client.as(account).post("/api/intake/cases", body));
    }

    /** Reported through another door, found again by its number. */
    static JourneyCase numbered(WhistleClient client, String number) {
        JsonNode found = client.as("supervisor")
                .get("/api/intake/cases?text=" + number)
                .path("items")
                .path(0);
        return new JourneyCase(client, found);
    }

    String id() {
        return caseId;
    }

    String number() {
        return caseNumber;
    }

    JourneyCase escalate() {
        intake("community", "escalate", Map.of("reasonCode", "BEYOND_POWER", "note", "需环卫处置"));
        return this;
    }

    JourneyCase ticket() {
        intake(
                "street",
                "ticket",
                Map.of("whistleKind", "ROUTINE", "conditionCodes", List.of("E0110-1"), "reason", "社区无力清运"));
        return this;
    }

    JourneyCase awaitsDispatcher() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seenBy("dispatcher", "/api/dispatch/cases/" + caseId, "state"))
                        .isEqualTo("TICKETED"));
        return this;
    }

    JourneyCase dispatchTo(String unit) {
        return dispatchTo("dispatcher", unit);
    }

    JourneyCase dispatchTo(String dispatcher, String unit) {
        dispatch(dispatcher, "dispatch", Map.of("lead", unit));
        return this;
    }

    JourneyCase accept() {
        return accept("dept-sanitation");
    }

    JourneyCase accept(String account) {
        unit(account, "accept", Map.of());
        return awaitState("HANDLING");
    }

    JourneyCase complete() {
        return complete("dept-sanitation");
    }

    JourneyCase complete(String account) {
        unit(account, "complete", Map.of("result", "已清运", "criterionMet", true, "photoIds", List.of(photo(account))));
        return this;
    }

    String photo(String account) {
        return client.as(account)
                .upload("/api/intake/photos", Map.of("kind", "AFTER"), Pictures.photo(caseId.hashCode()))
                .path("photoId")
                .asString();
    }

    JsonNode intake(String account, String action, Map<String, ?> body) {
        return client.as(account).post("/api/intake/cases/" + caseId + "/" + action, body);
    }

    JsonNode dispatch(String account, String action, Map<String, ?> body) {
        return client.as(account).post("/api/dispatch/cases/" + caseId + "/" + action, body);
    }

    JsonNode unit(String account, String action, Map<String, ?> body) {
        return client.as(account).post("/api/department/assignments/" + openPart(account) + "/" + action, body);
    }

    Answer tryIntake(String account, String action, Map<String, ?> body) {
        return tried(account, "/api/intake/cases/" + caseId + "/" + action, body);
    }

    Answer tryDispatch(String account, String action, Map<String, ?> body) {
        return tried(account, "/api/dispatch/cases/" + caseId + "/" + action, body);
    }

    Answer tryUnit(String account, String action, Map<String, ?> body) {
        return tried(account, "/api/department/assignments/" + openPart(account) + "/" + action, body);
    }

    /** The unit's part that is not ended, once its desk has it. */
    String openPart(String account) {
        return awaitPart(account, part -> !part.path("state").asString().equals("ENDED"))
                .path("assignmentId")
                .asString();
    }

    JsonNode awaitPart(String account, Predicate<JsonNode> wanted) {
        return await().atMost(PATIENCE)
                .until(
                        () -> client.as(account)
                                .get("/api/department/assignments?caseId=" + caseId)
                                .path("items")
                                .valueStream()
                                .filter(wanted)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until intake, dispatch (where it knows the case) and audit all agree on the state. */
    JourneyCase awaitState(String state) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(intakeState()).isEqualTo(state);
            assertThat(auditState()).isEqualTo(state);
            assertThat(seenBy("dispatcher", "/api/dispatch/cases/" + caseId, "state"))
                    .isIn(state, "HTTP 404");
        });
        return this;
    }

    JourneyCase awaitDispatchState(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seenBy("dispatcher", "/api/dispatch/cases/" + caseId, "state"))
                        .isEqualTo(state));
        return this;
    }

    String intakeState() {
        return seenBy("supervisor", "/api/intake/cases/" + caseId, "state");
    }

    String auditState() {
        return seenBy("supervisor", "/api/audit/cases/" + caseId, "state");
    }

    /** The command center's view of the case. */
    JsonNode dispatchView() {
        return client.as("dispatcher").get("/api/dispatch/cases/" + caseId);
    }

    /** Waits for an event of a type and answers the last one. */
    JsonNode awaitEvent(String type) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(eventTypes()).contains(type));
        return timeline().stream()
                .filter(event -> event.path("type").asString().equals("case." + type + ".v1"))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /** The audit's clocks of a kind, in the order they started. */
    Stream<JsonNode> clocks(String kind) {
        return known("/clocks").filter(clock -> clock.path("kind").asString().equals(kind));
    }

    /** The last one started of a kind, once the audit knows of it. */
    JsonNode clock(String kind) {
        return await().atMost(PATIENCE)
                .until(() -> clocks(kind).reduce((_, later) -> later), java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** The unit's part that has ended. */
    String endedPart(String account) {
        return awaitPart(account, part -> part.path("state").asString().equals("ENDED"))
                .path("assignmentId")
                .asString();
    }

    /** Waits until the command center knows of a request of the lead. */
    JourneyCase awaitRequestAtDispatch() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                dispatchView().path("parts").valueStream().anyMatch(part -> part.has("request")))
                        .isTrue());
        return this;
    }

    /** Waits until the command center knows a unit's part in a state. */
    JourneyCase awaitPartAtDispatch(String unit, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dispatchView()
                                .path("parts")
                                .valueStream()
                                .filter(part -> part.path("unit").asString().equals(unit))
                                .map(part -> part.path("state").asString()))
                        .contains(state));
        return this;
    }

    /** Waits until the audit knows the last clock of a kind in a state. */
    JourneyCase awaitClock(String kind, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(clock(kind).path("state").asString()).isEqualTo(state));
        return this;
    }

    /** Waits until the last clock of a kind was called missed. */
    JourneyCase awaitMiss(String kind) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(clock(kind).path("missed").asBoolean()).isTrue());
        return this;
    }

    /** From a clock's start to its deadline. */
    Duration limit(String kind) {
        return Duration.between(Instant.parse(clock(kind).path("startedAt").asString()), deadline(kind));
    }

    Instant deadline(String kind) {
        return Instant.parse(clock(kind).path("deadline").asString());
    }

    /** The appeal about the case, once the command center has it. */
    String awaitAppeal() {
        return await().atMost(PATIENCE)
                .until(
                        () -> client.as("dispatcher")
                                .get("/api/dispatch/appeals")
                                .path("items")
                                .valueStream()
                                .filter(appeal ->
                                        appeal.path("caseId").asString().equals(caseId))
                                .map(appeal ->
                                        appeal.path("appeal").path("appealId").asString())
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    JsonNode intakeView(String account) {
        return client.as(account).get("/api/intake/cases/" + caseId);
    }

    /** What the audit knows so far. */
    List<JsonNode> timeline() {
        return known("/timeline").toList();
    }

    private Stream<JsonNode> known(String what) {
        Answer answer = client.as("supervisor").send("GET", "/api/audit/cases/" + caseId + what, Map.of(), null);
        return answer.successful() ? answer.json().valueStream() : Stream.of();
    }

    List<String> eventTypes() {
        return timeline().stream()
                .map(event -> event.path("type").asString().replaceAll("^case\\.|\\.v1$", ""))
                .toList();
    }

    private String seenBy(String account, String path, String field) {
        Answer answer = client.as(account).send("GET", path, Map.of(), null);
        return answer.successful() ? answer.json().path(field).asString("") : "HTTP " + answer.status();
    }

    private Answer tried(String account, String path, Map<String, ?> body) {
        return client.as(account).tryPost(path, body, UUID.randomUUID().toString());
    }
}
