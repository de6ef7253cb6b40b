package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.Answer;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends every example of the OpenAPI documents unchanged, by the account it names; each is accepted. Only values of this run
 * are filled in: ids, photos and a day in the future.
 */
class ExamplesJourneyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, DocumentedExamples.Example> EXAMPLES = DocumentedExamples.read();
    private static final String RETURN = "POST /api/department/assignments/{assignmentId}/request-return";
    private static final Set<String> OF_THIS_RUN = Set.of("assignmentId", "into", "about", "until");
    private static final Set<String> SENT = new ConcurrentSkipListSet<>();

    private final RunningSystem system = RunningSystem.shared();
    private final WhistleClient client = system.client();

    /** The values that replace the examples' ids. */
    private final Map<String, Object> here = new HashMap<>();

    private JourneyCase journey = null;

    @AfterAll
    static void noExampleIsLeftOut() {
        assertThat(SENT).isEqualTo(EXAMPLES.keySet()).hasSizeGreaterThan(50);
    }

    @Test
    void theMainRoad() {
        report();
        intake("escalate").intake("send-back").intake("escalate").intake("ticket");
        dispatch("file").dispatch("urge").dispatch("supervise").dispatch("reply-supervision");
        dispatch("dispatch").dispatch("add-assisting");
        part("WATER", "dept-water");
        dispatch("recall");
        here.remove("assignmentId");
        department("accept").department("assign-handler").department("note").department("request-extension");
        part("SANITATION", "dept-sanitation");
        dispatch("review-extension");
        here.remove("assignmentId");
        department("complete")
                .intake("check")
                .dispatch("find-misconduct")
                .intake("urge")
                .intake("confirm");
        journey.awaitState("CLOSED");
        appealAgainstTheRating();
    }

    private void appealAgainstTheRating() {
        JsonNode ended = journey.awaitPart(
                "dept-sanitation",
                part -> part.path("appealable")
                        .valueStream()
                        .anyMatch(one -> one.path("kind").asString().equals("RATING")));
        here.put("assignmentId", ended.path("assignmentId").asString());
        here.put("about", ended.path("appealable").path(0).path("id").asString());
        department("appeal");
        here.put("appealId", journey.awaitAppeal());
        send("POST /api/dispatch/appeals/{appealId}/review");
        send("POST /api/dispatch/appeals/{appealId}/decide");
        journey.awaitEvent("appeal-decided");
    }

    @Test
    void aCitizensCaseThatTheCommunityHandles() {
        report("citizen");
        intake("supplement")
                .intake("join", "grid")
                .intake("request-verification")
                .intake("cancel-verification");
        intake("request-verification")
                .intake("verify")
                .intake("start-handling")
                .intake("handle")
                .intake("check");
        intake("rate").intake("reopen");
        journey.awaitEvent("reopened");
    }

    @Test
    void whatTheUnitAsksFor() {
        dispatched();
        department("request-return");
        part("SANITATION", "dept-sanitation");
        dispatch("review-return");
        journey.awaitDispatchState("TICKETED").dispatchTo("URBAN_MGMT");
        String second = journey.openPart("dept-urban-mgmt");
        journey.unit("dept-urban-mgmt", "request-return", EXAMPLES.get(RETURN).body());
        here.put("assignmentId", second);
        dispatch("review-return").dispatch("designate");
        here.remove("assignmentId");
        department("accept");
        part("SANITATION", "dept-sanitation");
        here.put("until", client.clock().now().plus(Duration.ofDays(30)).toString());
        dispatch("supervise").department("reply-supervision").department("request-suspension");
        dispatch("review-suspension").dispatch("resume").dispatch("force-close");
        journey.awaitState("FORCE_CLOSED");
    }

    @Test
    void theWaysBack() {
        report();
        intake("withdraw");
        report();
        intake("void");
        urgent();
        intake("take-back");
        report();
        intake("escalate").intake("ticket").dispatch("reject");
        report();
        here.put("into", journey.id());
        report();
        intake("merge");
        journey.awaitState("MERGED");
    }

    @Test
    void theStreetSaysNoTwice() {
        dispatched();
        department("accept").department("complete").intake("check").intake("veto");
        journey.awaitPart("dept-sanitation", part -> part.path("attempt").asInt() == 2);
        department("complete").intake("check").dispatch("supervise").intake("reply-supervision");
        intake("veto").dispatch("rule");
        journey.awaitState("CLOSED");
    }

    @Test
    void anEmergencyAndACallWithoutAPlace() {
        urgent();
        intake("endorse");
        journey.awaitsDispatcher().dispatchTo("WATER").accept("dept-water");
        department("check-in");
        journey.awaitEvent("checked-in");
        here.clear();
        callWithoutAPlace();
    }

    private void callWithoutAPlace() {
        Map<String, Object> call = JourneyCase.report(
                "E0110",
                "E0110-1",
                Map.of(
                        "source",
                        "HOTLINE_12345",
                        "externalId",
                        "12345-" + UUID.randomUUID(),
                        "address",
                        "菜市场东门",
                        "jurisdictionCode",
                        "350999001"));
        call.remove("position");
        journey = JourneyCase.posted(client, "dispatcher", call);
        intake("locate").intake("request-verification").intake("verify").intake("start-handling");
        intake("handle").intake("check").intake("call-back");
        journey.awaitClock("CALL_BACK", "STOPPED");
    }

    @Test
    void administration() {
        JsonNode admitted = send("POST /api/intake/integrations");
        here.put("code", admitted.path("code").asString());
        here.put("name", "first");
        assertThat(send("PUT /api/intake/integrations/{code}/keys/{name}")
                        .path("key")
                        .asString())
                .isNotEmpty();
        send("POST /api/intake/integrations/{code}/keys/{name}/revoke");
        send("POST /api/intake/integrations/{code}/revoke");

        here.put("code", send("POST /api/dispatch/webhooks").path("code").asString());
        send("PUT /api/dispatch/webhooks/{code}");
        assertThat(send("PUT /api/dispatch/webhooks/{code}/secrets/{name}")
                        .path("secret")
                        .asString())
                .startsWith("whsec_");
        send("POST /api/dispatch/webhooks/{code}/test");
        send("POST /api/dispatch/webhooks/{code}/redeliver");
        send("POST /api/dispatch/webhooks/{code}/resume");

        here.put("role", "COMMAND_LEADER");
        here.put("step", "RULING");
        send("PUT /api/dispatch/notification-rules/{role}/{step}");
        send("PUT /api/dispatch/me/notifications");

        here.put(
                "period",
                YearMonth.from(client.clock().now().atZone(ZoneId.of("Asia/Shanghai")))
                        .toString());
        here.put("shard", "3");
        send("POST /api/audit/scores/{period}/bonus");
        send("POST /api/audit/scores/{period}/preview");
        send("POST /api/audit/logs/{shard}/verify");
    }

    private void report() {
        report("grid");
    }

    private void report(String account) {
        String number =
                send("POST /api/intake/cases", account).path("caseNumber").asString();
        journey = JourneyCase.numbered(client, number);
        here.remove("assignmentId");
    }

    private void urgent() {
        journey = JourneyCase.posted(client, "grid", JourneyCase.report("C0101", "C0101-1", Map.of()));
        here.remove("assignmentId");
    }

    private void dispatched() {
        report();
        intake("escalate").intake("ticket").dispatch("dispatch");
    }

    /** Actions are about the unit's part from here on. */
    private void part(String unit, String account) {
        journey.awaitPartAtDispatch(
                unit, journey.awaitPart(account, part -> true).path("state").asString());
        here.put("assignmentId", journey.openPart(account));
    }

    private ExamplesJourneyTests intake(String action) {
        send("POST /api/intake/cases/{caseId}/" + action);
        return this;
    }

    private ExamplesJourneyTests intake(String action, String account) {
        send("POST /api/intake/cases/{caseId}/" + action, account);
        return this;
    }

    private ExamplesJourneyTests dispatch(String action) {
        send("POST /api/dispatch/cases/{caseId}/" + action);
        return this;
    }

    private ExamplesJourneyTests department(String action) {
        send("POST /api/department/assignments/{assignmentId}/" + action);
        return this;
    }

    private JsonNode send(String operation) {
        return send(operation, EXAMPLES.get(operation).account());
    }

    /** Waits until the desk has the events of the others. */
    private JsonNode send(String operation, String account) {
        DocumentedExamples.Example example = EXAMPLES.get(operation);
        Instant started = Instant.now();
        Answer answer = await(operation + " as " + account)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> sent(example, account),
                        got -> got.status() < 400
                                || got.status() != 404 && got.status() != 409
                                || Instant.now().isAfter(started.plus(PATIENCE.minusSeconds(5))));
        assertThat(answer.successful())
                .as("%s as %s: %s", operation, account, answer.text())
                .isTrue();
        SENT.add(operation);
        return answer.json();
    }

    private Answer sent(DocumentedExamples.Example example, String account) {
        Map<String, Object> body = new HashMap<>(example.body());
        OF_THIS_RUN.stream()
                .filter(field -> here.containsKey(field) && (body.containsKey(field) || mayName(example, field)))
                .forEach(field -> body.put(field, here.get(field)));
        if (body.containsKey("photoIds")) {
            body.put("photoIds", List.of(journey.photo(account)));
        }
        return client.as(account)
                .send(
                        example.method(),
                        path(example.path(), account),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                        JsonMapper.shared().writeValueAsBytes(body));
    }

    /** Supervising and recalling are about a case, or about one part of it. */
    private static boolean mayName(DocumentedExamples.Example example, String field) {
        return field.equals("assignmentId")
                && (example.path().endsWith("/supervise") || example.path().endsWith("/recall"));
    }

    private String path(String template, String account) {
        String path = template;
        if (journey != null) {
            path = path.replace("{caseId}", journey.id());
            if (path.contains("{assignmentId}") && !here.containsKey("assignmentId")) {
                path = path.replace("{assignmentId}", journey.openPart(account));
            }
        }
        for (Map.Entry<String, Object> one : here.entrySet()) {
            path = path.replace("{" + one.getKey() + "}", String.valueOf(one.getValue()));
        }
        return path;
    }
}
