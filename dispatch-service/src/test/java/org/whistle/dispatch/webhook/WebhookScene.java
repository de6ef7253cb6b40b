package org.whistle.dispatch.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.dispatch.TestDesk;
import org.whistle.events.CaseFacts;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;

/** The security administrator of a county, and what its desks publish. */
record WebhookScene(TestDesk desk, String county, TestTopic topic) {

    static final String WEBHOOKS = "/webhooks";

    /** Puts the county's pack in force, once. */
    void takeEffect(JdbcClient jdbc) {
        if (jdbc.sql("select count(*) from reference_version where county = :county")
                        .param("county", county)
                        .query(Long.class)
                        .single()
                == 0) {
            assertThat(desk.importPack().status()).isEqualTo(200);
        }
    }

    TestGrant security() {
        return TestGrant.of(Role.SECURITY_ADMIN, county);
    }

    String street() {
        return county + "001";
    }

    String grid() {
        return county + "001001001";
    }

    /** Subscribes to everything of the county and makes a secret; answers the secret. */
    String subscribe(String code, TestReceiver receiver) {
        return subscribe(code, receiver, county, "");
    }

    /** Subscribes to some types, such as {@code "case.joined.v1"} with its quotes. */
    String subscribe(String code, TestReceiver receiver, String scope, String types) {
        TestDesk.Answer made =
                desk.post("security", WEBHOOKS, """
                {"code":"%s","name":"%s","url":"%s","scopes":["%s"],"types":[%s],"allowPrivate":true}
                """.formatted(code, code, receiver.url(), scope, types), security());
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return issue(code, "first", 24);
    }

    String issue(String code, String name, int overlapHours) {
        TestDesk.Answer issued = desk.put(
                WEBHOOKS + "/" + code + "/secrets/" + name, "{\"overlapHours\":" + overlapHours + "}", security());
        assertThat(issued.status()).as("%s", issued.body()).isEqualTo(201);
        return issued.body().path("secret").asString();
    }

    JsonNode webhook(String code) {
        return desk.get(WEBHOOKS + "/" + code, security()).body();
    }

    JsonNode deliveries(String code, String query) {
        return desk.get(WEBHOOKS + "/" + code + "/deliveries" + query, security())
                .body()
                .path("items");
    }

    TestDesk.Answer post(String path, String body) {
        return desk.post("security", WEBHOOKS + (path.isEmpty() ? "" : "/" + path), body, security());
    }

    void endAll() {
        desk.get(WEBHOOKS, security())
                .body()
                .forEach(webhook ->
                        desk.delete(WEBHOOKS + "/" + webhook.path("code").asString(), security()));
    }

    /** Publishes events of several cases in turns, numbered from {@code first} in each. */
    void publish(List<UUID> cases, int first, int last) {
        IntStream.rangeClosed(first, last)
                .forEach(sequence -> cases.forEach(caseId -> publish(caseId, sequence, grid(), joined())));
    }

    void publish(UUID caseId, long sequence, @Nullable String jurisdiction, EventPayload event) {
        topic.publish(envelope(caseId, sequence, jurisdiction, event, Instant.now()));
    }

    static EventPayload joined() {
        return new IntakeEvent.Joined("reporter", null);
    }

    EventPayload reported(String category) {
        return new IntakeEvent.Reported(
                new CaseFacts(
                        county + "0001",
                        category,
                        "路面破损",
                        null,
                        null,
                        grid(),
                        Source.GRID_PATROL,
                        null,
                        null,
                        List.of(),
                        1),
                null,
                "reporter",
                false,
                null);
    }

    static Envelope envelope(
            UUID caseId, long sequence, @Nullable String jurisdiction, EventPayload event, Instant at) {
        return new Envelope(
                UUID.randomUUID(),
                "/intake-service",
                EventTypes.nameOf(event.getClass()),
                caseId.toString(),
                at,
                "grid",
                "GRID_WORKER",
                jurisdiction,
                sequence,
                null,
                1,
                null,
                null,
                List.of(),
                event);
    }

    static List<UUID> cases(int count) {
        return IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID()).toList();
    }
}
