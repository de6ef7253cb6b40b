package org.whistle.audit.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.whistle.audit.AuditClient;
import org.whistle.audit.metrics.SmallCounty;
import org.whistle.audit.metrics.SmallMonth;
import org.whistle.audit.projection.Projection;
import org.whistle.events.Envelope;
import org.whistle.events.code.Role;
import org.whistle.kit.kafka.Topics;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;

/** A county of its own with a {@link SmallMonth}, and its people at the running audit. */
public final class ScoreDesk {

    /** The month. */
    public static final String MONTH = "2026-01";

    private static final AtomicInteger COUNTIES = new AtomicInteger(351_001);

    private static final class Server extends AbstractDataSource {

        private final String url;

        Server(String url) {
            this.url = url;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return TestSystem.shared().superuser(url);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    private final String county = String.valueOf(COUNTIES.getAndIncrement());
    private final SmallMonth month = new SmallMonth(county);
    private final Map<TestGrant, AuditClient> clients = new HashMap<>();
    private final int port;
    private final JdbcClient owner;
    private final Projection projection;

    private ScoreDesk(int port, String url, Projection projection) {
        this.port = port;
        this.owner = JdbcClient.create(new Server(url));
        this.projection = projection;
    }

    /** All that happened is in the ledger and counted; it is the middle of the month. */
    public static ScoreDesk opened(int port, String url, Projection projection) {
        ScoreDesk desk = new ScoreDesk(port, url, projection);
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
        owner.sql("""
                        create or replace function whistle_now() returns timestamptz language sql volatile as
                        $$ select timestamptz '%s' + (clock_timestamp() - timestamptz '%s') $$
                        """.formatted(instant, Instant.now())).update();
    }

    AuditClient as(Role role, String scope) {
        return clients.computeIfAbsent(
                TestGrant.of(role, scope),
                grant -> AuditClient.as(port, role.name().toLowerCase(java.util.Locale.ROOT), grant));
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

    /** Until the admin log of the county is in the ledger. */
    void notedInTheLedger() {
        await().until(() -> owner.sql("""
                        select count(*) from event e where e.topic = :topic and e.key = :county
                        and not exists (select 1 from entry where event_id = e.id)
                        """)
                        .param("topic", Topics.ADMIN_EVENTS)
                        .param("county", county)
                        .query(Long.class)
                        .single()
                == 0);
    }

    /** A connection that bypasses all rules of the database, as an intruder on the server could. */
    public JdbcClient owner() {
        return owner;
    }

    /** And waits until they are counted. */
    public void publish(List<Envelope> events) {
        try (TestTopic topic = new TestTopic(Topics.CASE_EVENTS)) {
            topic.publish(events);
        }
        UUID[] ids = events.stream().map(Envelope::id).toArray(UUID[]::new);
        await().until(() -> owner.sql("select count(*) from entry where event_id = any(:ids)")
                                .param("ids", ids)
                                .query(Long.class)
                                .single()
                        == ids.length
                && projection.caughtUp());
    }

    /** All hrefs of a line with their numbers. */
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
