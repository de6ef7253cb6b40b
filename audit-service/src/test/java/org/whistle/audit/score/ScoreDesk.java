package org.whistle.audit.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.audit.AuditClient;
import org.whistle.audit.metrics.SmallCounty;
import org.whistle.audit.metrics.SmallMonth;
import org.whistle.audit.projection.Projection;
import org.whistle.events.Envelope;
import org.whistle.events.code.Role;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.kit.kafka.Topics;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;

/** A county of its own with a {@link SmallMonth}, and its people at the running audit. */
public final class ScoreDesk {

    /** The month. */
    public static final String MONTH = "2026-01";

    private static final AtomicInteger COUNTIES = new AtomicInteger(351_001);
    private static final AtomicInteger OFFSETS = new AtomicInteger();

    private final String county = String.valueOf(COUNTIES.getAndIncrement());
    private final SmallMonth month = new SmallMonth(county);
    private final int port;
    private final JdbcClient jdbc;
    private final Projection projection;

    private ScoreDesk(int port, JdbcClient jdbc, Projection projection) {
        this.port = port;
        this.jdbc = jdbc;
        this.projection = projection;
    }

    /** All that happened is in the ledger and counted; it is the middle of the month. */
    public static ScoreDesk opened(int port, JdbcClient jdbc, Projection projection) {
        ScoreDesk desk = new ScoreDesk(port, jdbc, projection);
        SmallCounty.publish(desk.county);
        desk.publish(desk.month.events());
        desk.itIs("2026-01-20T02:00:00Z");
        await().until(() -> desk.supervisor().get("/scores/2026").status() == 200);
        return desk;
    }

    /** The appeal about the late handling is upheld. */
    void appealUpheld() {
        publish(month.appealUpheld());
    }

    /** Its code. */
    public String county() {
        return county;
    }

    /** The cases of the month. */
    public List<UUID> cases() {
        return month.cases();
    }

    /** Moves the clock of the database, which runs on from there. */
    public void itIs(String instant) {
        jdbc.sql("""
                        create or replace function whistle_now() returns timestamptz language sql volatile as
                        $$ select timestamptz '%s' + (clock_timestamp() - timestamptz '%s') $$
                        """.formatted(instant, Instant.now())).update();
    }

    AuditClient as(Role role, String scope) {
        return AuditClient.as(port, role.name().toLowerCase(java.util.Locale.ROOT), TestGrant.of(role, scope));
    }

    AuditClient as(Role role) {
        return as(role, county);
    }

    AuditClient liaison(String unit) {
        return AuditClient.as(port, "liaison", TestGrant.of(Role.DEPARTMENT, county, unit));
    }

    /** A supervisor of this county alone. */
    public AuditClient supervisor() {
        return as(Role.SUPERVISOR);
    }

    /** Publishes the month at the beginning of February. */
    public void published() {
        itIs("2026-02-02T02:00:00Z");
        assertThat(supervisor().post("/scores/" + MONTH + "/publish", "").status())
                .isEqualTo(200);
    }

    /** And freezes it when appeals are closed. */
    void frozen() {
        published();
        itIs("2026-02-10T02:00:00Z");
        assertThat(supervisor().post("/scores/" + MONTH + "/freeze", "").status())
                .isEqualTo(200);
    }

    JsonNode line(String code) {
        AuditClient.Answer answer = supervisor().get("/scores/" + MONTH + "/" + code);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Where the recomputation differs, with both values. */
    Map<String, String> differences() {
        AuditClient.Answer answer = supervisor().post("/scores/" + MONTH + "/recompute", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<String, String> found = new java.util.TreeMap<>();
        answer.json()
                .path("differences")
                .forEach(one -> found.put(
                        one.path("where").asString(),
                        one.path("published").asString("-") + " / "
                                + one.path("recomputed").asString("-")));
        return found;
    }

    /** Whatever the ledger does by itself: afterwards the admin log of the county is in it. */
    void notedInTheLedger(BatchProcessor appender) {
        List<ConsumerRecord<byte[], byte[]>> noted = jdbc.sql(
                        "select value, key_id, signature from event where topic = :topic and key = :county")
                .param("topic", Topics.ADMIN_EVENTS)
                .param("county", county)
                .query((row, _) -> {
                    ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(
                            Topics.ADMIN_EVENTS,
                            Topics.CASE_EVENT_PARTITIONS,
                            1_000_000 + OFFSETS.incrementAndGet(),
                            county.getBytes(StandardCharsets.UTF_8),
                            row.getBytes("value"));
                    String signature = row.getString("key_id") + ":"
                            + Base64.getEncoder().encodeToString(row.getBytes("signature"));
                    message.headers().add("signature", signature.getBytes(StandardCharsets.UTF_8));
                    return message;
                })
                .list();
        appender.process(noted);
    }

    /** And waits until they are counted. */
    public void publish(List<Envelope> events) {
        try (TestTopic topic = new TestTopic(Topics.CASE_EVENTS)) {
            events.forEach(topic::publish);
        }
        UUID[] ids = events.stream().map(Envelope::id).toArray(UUID[]::new);
        await().until(() -> jdbc.sql("select count(*) from entry where event_id = any(:ids)")
                                .param("ids", ids)
                                .query(Long.class)
                                .single()
                        == ids.length
                && projection.caughtUp());
    }

    /** All hrefs of a line with the numbers they stand for. */
    static Stream<Map.Entry<String, Long>> links(JsonNode line) {
        Stream.Builder<Map.Entry<String, Long>> links = Stream.builder();
        for (JsonNode part : line.path("parts")) {
            links.add(Map.entry(
                    part.path("href").asString(), part.path("numerator").asLong()));
            links.add(Map.entry(
                    part.path("wholeHref").asString(), part.path("denominator").asLong()));
        }
        for (JsonNode deduction : line.path("deductions")) {
            links.add(Map.entry(
                    deduction.path("href").asString(), deduction.path("cases").asLong()));
        }
        JsonNode street = line.path("street");
        if (street.isObject()) {
            links.add(Map.entry(
                    street.path("href").asString(), street.path("ratings").asLong()));
        }
        return links.build();
    }
}
