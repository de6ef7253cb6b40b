package org.whistle.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.events.ReferenceEvent;
import org.whistle.events.code.Role;
import org.whistle.kit.command.KitCommands;
import org.whistle.kit.inbound.DeskInbox;
import org.whistle.kit.reference.ReferenceStore;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import org.whistle.testing.TestTopic;

/** The engine room of every desk on a real database and a real broker. */
@DeskTest
class EngineRoomIntegrationTests {

    private final UUID caseId = UUID.randomUUID();
    private final TestTopic topic = new TestTopic("case-events");
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private SmallDesk.Applied applied;

    @Autowired
    private DeskInbox inbox;

    @Autowired
    private Environment environment;

    @Autowired
    private ReferenceStore reference;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void close() {
        topic.close();
        http.close();
    }

    @Test
    void publishesWhatWasDecidedInOrderAndSigned() throws Exception {
        for (int i = 1; i <= 20; i++) {
            assertThat(note("key-" + i, "note " + i).statusCode()).isEqualTo(200);
        }

        await().untilAsserted(() -> assertThat(topic.events(caseId.toString())).hasSize(20));
        assertThat(topic.events(caseId.toString()))
                .extracting(Envelope::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList());
        assertThat(topic.events(caseId.toString())).allSatisfy(event -> {
            assertThat(event.source()).isEqualTo("/dispatch-service");
            assertThat(event.actor()).isEqualTo("ann");
            assertThat(event.causationId()).startsWith("key-");
        });
        await().untilAsserted(() -> assertThat(count("outbox")).isZero());
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() throws Exception {
        HttpResponse<String> refused = note("key-1", "refused");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"pointer\":\"/note\"");
        assertThat(jdbc.sql("select count(*) from small_case where case_id = :id")
                        .param("id", caseId)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from event where key = :id")
                        .param("id", caseId.toString())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(note("key-1", "accepted").statusCode()).isEqualTo(200);
    }

    @Test
    void theSameKeyAnswersAsTheFirstTimeAndDoesNothingMore() throws Exception {
        HttpResponse<String> first = note("key-1", "once");
        HttpResponse<String> second = note("key-1", "once");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body()).contains("\"version\":1");
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() throws Exception {
        note("key-1", "once");

        HttpResponse<String> other = note("key-1", "twice");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("KEY_REUSED");
    }

    @Test
    void theSameKeyAtTheSameTimeIsDoneOnce() {
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> note("key-1", "once").statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).contains(200).isSubsetOf(200, 409);
        assertThat(jdbc.sql("select version from small_case where case_id = :id")
                        .param("id", caseId)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aMissingKeyIsNamed() {
        HttpResponse<String> answer = send(request("{\"note\":\"x\"}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("KEY_REQUIRED");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void badBodiesAreNamed() {
        assertThat(post("a", "{\"note\":\"x\",\"colour\":1}").body()).contains("UNKNOWN_FIELD", "\"/colour\"");
        assertThat(post("b", "not json").body()).contains("MALFORMED_JSON");
        assertThat(post("c", "{\"note\":\" \"}").body()).contains("REQUIRED", "\"/note\"");
        assertThat(post("d", "{\"note\":{}}").body()).contains("INVALID_FIELD", "\"/note\"");
        assertThat(post("e", "").statusCode()).isEqualTo(400);
    }

    @Test
    void aTokenOfAnotherIssuerOrForAnotherPurposeIsRefused() {
        TestGrant grant = TestGrant.of(Role.DISPATCHER, "350999");
        TestIssuer issuer = TestSystem.shared().issuer();
        List<String> tokens = List.of(
                TestIssuer.start().token("mallory", grant),
                issuer.token("JWT", "whistle-console", "dispatcher", grant),
                issuer.token("JWT", "whistle-api", "dispatcher", grant),
                issuer.token("at+jwt", "another-api", "dispatcher", grant));

        for (String token : tokens) {
            HttpResponse<String> answer = send(request("{\"note\":\"x\"}")
                    .setHeader("Authorization", "Bearer " + token)
                    .header("Idempotency-Key", "k"));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("INVALID_TOKEN");
        }
    }

    @Test
    void appliesAnEventOnceHoweverOftenItComes() {
        Envelope event = accepted(caseId);

        topic.publish(event);
        topic.publish(event);
        Envelope last = accepted(caseId);
        topic.publish(last);

        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).containsExactly(event.id(), last.id()));
    }

    @Test
    void setsForgedEventsAsideAndParksNothing() {
        Envelope unsigned = accepted(caseId);
        Envelope forged = accepted(caseId);
        Envelope overreaching = envelope(caseId, "/department-service", new DispatchEvent.Filed());
        Envelope good = accepted(caseId);

        topic.publish(caseId.toString(), EventCodec.encode(unsigned), "nobody");
        topic.publish(forged, TestSystem.shared().keys().signingKey(Producer.INTAKE));
        topic.publish(overreaching);
        topic.publish(good);

        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).containsExactly(good.id()));
        assertThat(jdbc.sql("select reason from dead_letter where key = :key order by id")
                        .param("key", caseId.toString())
                        .query(String.class)
                        .list())
                .containsExactly("WRONG_SIGNATURE", "SIGNED_BY_ANOTHER", "SIGNED_BY_ANOTHER");
        try (TestTopic dead = new TestTopic("case-events.dlt")) {
            await().untilAsserted(() -> assertThat(dead.events(caseId.toString()))
                    .extracting(Envelope::id)
                    .contains(unsigned.id(), forged.id(), overreaching.id()));
        }
    }

    @Test
    void parksACaseThatCannotGoOnAndTakesItUpAgainInOrder() {
        UUID other = UUID.randomUUID();
        applied.trouble(caseId);
        Envelope first = accepted(caseId);
        Envelope second = accepted(caseId);
        Envelope elsewhere = accepted(other);

        topic.publish(first);
        topic.publish(second);
        topic.publish(elsewhere);

        await().untilAsserted(() -> assertThat(applied.idsOf(other)).containsExactly(elsewhere.id()));
        await().untilAsserted(
                        () -> assertThat(jdbc.sql("select reason from parked_event where case_id = :id order by id")
                                        .param("id", caseId.toString())
                                        .query(String.class)
                                        .list())
                                .hasSize(2)
                                .last()
                                .isEqualTo("BEHIND_PARKED"));
        assertThat(applied.idsOf(caseId)).isEmpty();

        applied.heal(caseId);
        inbox.replayParked();

        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).containsExactly(first.id(), second.id()));
        Envelope third = accepted(caseId);
        topic.publish(third);
        await().untilAsserted(
                        () -> assertThat(applied.idsOf(caseId)).containsExactly(first.id(), second.id(), third.id()));
    }

    @Test
    void parksTheCaseOfAnUnreadableRecordOfOurs() {
        byte[] nonsense = "{\"hello\":1}".getBytes(StandardCharsets.UTF_8);
        var key = TestSystem.shared().keys().signingKey(Producer.DEPARTMENT);
        String signature = key.keyId() + ":" + java.util.Base64.getEncoder().encodeToString(key.sign(nonsense));

        topic.publish(caseId.toString(), nonsense, signature);

        await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from parked_event where case_id = :id")
                        .param("id", caseId.toString())
                        .query(Long.class)
                        .single())
                .isEqualTo(1));
    }

    @Test
    void ignoresATypeOfALaterTime() {
        Envelope known = accepted(caseId);
        byte[] later = new String(EventCodec.encode(known), StandardCharsets.UTF_8)
                .replace("case.accepted.v1", "case.sung.v1")
                .getBytes(StandardCharsets.UTF_8);
        var key = TestSystem.shared().keys().signingKey(Producer.DEPARTMENT);
        topic.publish(
                caseId.toString(),
                later,
                key.keyId() + ":" + java.util.Base64.getEncoder().encodeToString(key.sign(later)));
        Envelope next = accepted(caseId);
        topic.publish(next);

        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).contains(next.id()));
        assertThat(jdbc.sql("select count(*) from parked_event where case_id = :id")
                        .param("id", caseId.toString())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anOperatorRepublishesFromAnInstantBesideTheRunningService() {
        Instant before = jdbc.sql("select clock_timestamp()")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
        note("key-1", "first");
        note("key-2", "second");
        await().untilAsserted(() -> assertThat(topic.events(caseId.toString())).hasSize(2));

        assertThat(KitCommands.execute(SmallDesk.class, command("republish", "--from=" + before)))
                .isZero();

        await().untilAsserted(() -> assertThat(topic.events(caseId.toString())).hasSize(4));
        List<UUID> ids =
                topic.events(caseId.toString()).stream().map(Envelope::id).toList();
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
        assertThat(KitCommands.execute(SmallDesk.class, command("republish", "--from=yesterday")))
                .isEqualTo(2);
        assertThat(KitCommands.execute(SmallDesk.class, command("replay-parked", "")))
                .isZero();
    }

    @Test
    void thousandsAreRepublishedPageByPageEachOnceAndInOrder() {
        Instant from = Instant.parse("2020-01-01T00:00:00Z");
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into event (id, recorded_at, topic, key, type, value, key_id, signature)
                            select gen_random_uuid(), :from + n / 3 * interval '1 microsecond', 't', 'k', 'x', '', '', ''
                            from generate_series(0, 2999) n
                            """).param("from", from.atOffset(ZoneOffset.UTC)).update();

            assertThat(KitCommands.republish(jdbc, from)).isGreaterThanOrEqualTo(3_000);
            assertThat(jdbc.sql("""
                            select count(distinct event_id) = 3000
                                and bool_and(recorded_at >= before) from (
                                select event_id, recorded_at, lag(recorded_at, 1, :from) over (order by id) as before
                                from outbox where recorded_at < :from + interval '1 day')
                            """)
                            .param("from", from.atOffset(ZoneOffset.UTC))
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            status.setRollbackOnly();
        });
    }

    @Test
    void anIncompletePackWaitsAndBlocksNothing() {
        String county = String.valueOf(100_000 + Math.floorMod(caseId.hashCode(), 800_000));
        ReferenceEvent.PackActivated activated = new ReferenceEvent.PackActivated(county, 1, "0", 2);
        try (TestTopic packs = new TestTopic("reference-data")) {
            packs.publish(pack(county, staged(county, "units", "WATER", Map.of("kind", "ENTERPRISE"))));
            packs.publish(pack(county, activated));
            packs.publish(pack(
                    county,
                    staged(
                            county,
                            "county",
                            county,
                            Map.of(
                                    "nameZh",
                                    "县",
                                    "nameEn",
                                    "County",
                                    "timeZone",
                                    "Asia/Shanghai",
                                    "locale",
                                    "en",
                                    "calendarVersion",
                                    "1"))));
            await().untilAsserted(() -> assertThat(countRecords(county)).isEqualTo(2));
            assertThat(reference.versionInForce(county)).isEmpty();

            packs.publish(pack(county, activated));

            await().untilAsserted(
                            () -> assertThat(reference.versionInForce(county)).isPresent());
        }
    }

    private long countRecords(String county) {
        return jdbc.sql("select count(*) from reference_record where county = :county")
                .param("county", county)
                .query(Long.class)
                .single();
    }

    private static ReferenceEvent staged(String county, String kind, String code, Map<String, Object> fields) {
        return new ReferenceEvent.RecordsStaged(
                county, 1, kind, List.of(new ReferenceEvent.StagedRecord(code, Map.copyOf(fields))));
    }

    private static Envelope pack(String county, ReferenceEvent event) {
        Envelope named = envelope(UUID.randomUUID(), "/dispatch-service", event);
        return new Envelope(
                named.id(),
                named.source(),
                named.type(),
                county,
                named.time(),
                named.actor(),
                "ADMIN",
                county,
                1,
                null,
                1,
                null,
                null,
                List.of(),
                event);
    }

    private String[] command(String name, String argument) {
        return Stream.concat(
                        Stream.of(name, argument),
                        TestSystem.shared().settingsFor("dispatch-service").keySet().stream()
                                .map(key -> "--" + key + "=" + environment.getProperty(key)))
                .toArray(String[]::new);
    }

    private HttpResponse<String> note(String key, String note) {
        return post(key, "{\"note\":\"" + note + "\"}");
    }

    private HttpResponse<String> post(String key, String body) {
        return send(request(body).header("Idempotency-Key", key));
    }

    private HttpRequest.Builder request(String body) {
        String token = TestSystem.shared().issuer().token("ann", TestGrant.of(Role.DISPATCHER, "350999"));
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/notes/" + caseId))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static Envelope accepted(UUID caseId) {
        return envelope(caseId, "/department-service", new DepartmentEvent.Accepted());
    }

    private static Envelope envelope(UUID caseId, String source, EventPayload data) {
        return new Envelope(
                UUID.randomUUID(),
                source,
                EventTypes.nameOf(data.getClass()),
                caseId.toString(),
                Instant.now(),
                "dept-water",
                "DEPARTMENT",
                "350999001001001",
                1,
                null,
                1,
                UUID.randomUUID(),
                1,
                List.of(),
                data);
    }
}
