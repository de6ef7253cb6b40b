package org.whistle.kit.desk;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.clock.ClockBook;
import org.whistle.events.Envelope;
import org.whistle.events.Producer;
import org.whistle.kit.eventlog.EventLog;
import org.whistle.kit.kafka.Topics;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row per case, locked first. The record itself is a JSON document; beside it are the columns that the desk's queries
 * need. A change and its events are written together, in the transaction that the caller has opened; without one nothing is
 * written.
 *
 * @param <C> the desk's record
 */
public abstract class CaseStore<C extends CaseRecord> {

    /** Under which log lines carry the number of the case that this thread works on. */
    public static final String LOGGED_NUMBER = "caseNumber";

    private static final Logger LOG = LoggerFactory.getLogger(CaseStore.class);

    private final String table;
    private final Class<C> type;
    private final Producer producer;
    private final JdbcClient jdbc;
    private final EventLog events;
    private final JsonMapper json;
    private final CountyTimes counties;

    /** A store over a table with case_id, version, sequence, body, open, next_timer and the columns of {@link #columns}. */
    protected CaseStore(String table, Class<C> type, Tools tools) {
        this.table = table;
        this.type = type;
        this.producer = tools.producer();
        this.jdbc = tools.jdbc();
        this.events = tools.events();
        this.json = tools.json();
        this.counties = tools.counties();
    }

    /** The columns beside the document, by name; the same names for every record. */
    protected abstract Map<String, @Nullable Object> columns(C body);

    /** The record with these clocks. */
    protected abstract C withClocks(C body, ClockBook clocks);

    /** The record of a case with its grid's new code. */
    protected abstract C renamed(C body, String code);

    /** What the desk does by rule at this instant, beside calling clocks missed: nothing by default. */
    protected Outcome<C> timed(C body, Instant now) {
        return Outcome.of(body);
    }

    /** Adds what follows by rule from any decision: nothing by default. */
    protected Outcome<C> followedUp(Outcome<C> outcome) {
        return outcome;
    }

    /** When {@link #timed} has something to do; empty for never. */
    protected Optional<Instant> ownTimer(C body) {
        return Optional.empty();
    }

    /** Called after a record was written, in the same transaction: for what else follows from it. */
    protected void written(C body) {}

    /** Called after events were written, in the same transaction: for notifications. */
    protected void emitted(C body, List<Envelope> envelopes) {}

    /**
     * Locks a case: no other transaction changes it until this one ends. Its id never changes, so rows that only refer to the
     * case do not wait.
     */
    public Optional<Stored<C>> lock(UUID caseId) {
        return select("where case_id = :id for no key update", Map.of("id", caseId)).stream()
                .findFirst()
                .map(CaseStore::logged);
    }

    /** Locks several in the order of their ids, so that two of such calls never wait for each other. */
    public Map<UUID, Stored<C>> lockAll(Collection<UUID> caseIds) {
        return select(
                        "where case_id = any(:ids) order by case_id for no key update",
                        Map.of("ids", caseIds.toArray(UUID[]::new)))
                .stream()
                .collect(Collectors.toMap(stored -> stored.body().caseId(), stored -> stored));
    }

    /** Reads without a lock. */
    public Optional<Stored<C>> find(UUID caseId) {
        return select("where case_id = :id", Map.of("id", caseId)).stream().findFirst();
    }

    /** Reads the cases that the condition selects; {@code condition} starts with {@code where}. */
    public List<Stored<C>> select(String condition, Map<String, ?> parameters) {
        return jdbc.sql("select body, version, sequence, whistle_now() as read_at from " + table + " " + condition)
                .params(parameters)
                .query(this::stored)
                .list();
    }

    /** Counts what the condition selects. */
    public long count(String condition, Map<String, ?> parameters) {
        return jdbc.sql("select count(*) from " + table + " " + condition)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    /** Writes a new case with its first events. */
    public Stored<C> insert(Outcome<C> outcome, Author author, Instant time) {
        return insert(recorder(outcome.next(), author, time, 0).record(followedUp(outcome)));
    }

    /** Writes a new case that another desk handed over. */
    public Stored<C> insert(Outcome<C> outcome, InboundEvent inbound) {
        return insert(recorder(outcome.next(), Author.rule(inbound.envelope()), now(), 0)
                .following(inbound)
                .record(followedUp(outcome))
                .settled(inbound));
    }

    /** Writes the outcome for a locked case, with its events. */
    public Stored<C> save(Stored<C> before, Outcome<C> outcome, Author author) {
        EventRecorder<C> recorder = recorder(before, author);
        if (recorder.isOverdue()) {
            outagesToFollow(before.body().caseId()).forEach(outage -> recorder.paused(outage.from(), outage.to()));
        }
        return update(before, recorder.overdue().record(followedUp(outcome)));
    }

    /** Our outages that were not applied to a case yet: deadlines missed because of them do not count as missed. */
    private List<Outage> outagesToFollow(UUID caseId) {
        return jdbc.sql("""
                        select outage_from, outage_to from sweep
                        where outage_from is not null and done_through < :case order by sweep_id
                        """)
                .param("case", caseId)
                .query((row, _) -> new Outage(
                        row.getTimestamp("outage_from").toInstant(),
                        row.getTimestamp("outage_to").toInstant()))
                .list();
    }

    private record Outage(Instant from, Instant to) {}

    /**
     * Writes what another desk's event made of a locked case and of its clocks.
     *
     * @return empty where it changed nothing
     */
    public Optional<Stored<C>> apply(Stored<C> before, Optional<Outcome<C>> outcome, InboundEvent inbound) {
        EventRecorder<C> recorder = recorder(before, Author.rule(inbound.envelope()))
                .following(inbound)
                .record(outcome.map(this::followedUp).orElse(Outcome.of(before.body())))
                .settled(inbound);
        return recorder.changes(before.body()) ? Optional.of(update(before, recorder)) : Optional.empty();
    }

    /**
     * Fires what is due of a locked case: warnings, misses, and what the desk does by rule. Where that is nothing, its version
     * stays, so that a form that is open stays valid.
     */
    public Stored<C> fire(Stored<C> before) {
        EventRecorder<C> due = recorder(before, Author.timer()).recomputed().fired();
        EventRecorder<C> recorder = due.record(followedUp(timed(due.body(), before.readAt())));
        return write(before, recorder);
    }

    /** Pauses the clocks this service owns in a locked case: it was out between these instants. */
    public void pause(Stored<C> before, Instant from, Instant to) {
        writeChange(before, recorder(before, Author.timer()).paused(from, to));
    }

    /** Has a locked case follow a new pack: the calendar moves its deadlines, and an open case may get a new grid code. */
    public void follow(Stored<C> before, UnaryOperator<String> newCode, Author author) {
        C body = before.body();
        String code = body.jurisdiction();
        boolean same = code == null || !body.open() || newCode.apply(code).equals(code);
        C moved = same ? body : renamed(body, newCode.apply(code));
        writeChange(before, recorder(before, author).record(Outcome.of(moved)).recomputed());
    }

    /** Cases that are open or have an open clock, in the order of their ids, after one of them. */
    public List<UUID> open(String county, UUID after, int limit) {
        return jdbc.sql("select case_id from " + table + """
                         where open and case_id > :after and starts_with(coalesce(jurisdiction, ''), :county)
                        order by case_id limit :limit
                        """)
                .param("county", county)
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** Locks a case whose timer is due, unless another replica has it already. */
    public Optional<Stored<C>> lockDue(UUID caseId) {
        return select("""
                where case_id = :id and next_timer <= (select whistle_now()) for no key update skip locked
                """, Map.of("id", caseId)).stream().findFirst().map(CaseStore::logged);
    }

    /** Cases whose timer is due, the earliest first. */
    public List<UUID> due(int limit) {
        return jdbc.sql("select case_id from " + table
                        + " where next_timer <= (select whistle_now()) order by next_timer limit :limit")
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** Fires a case's timers again later, independent of its clocks, because firing failed. */
    public void postpone(UUID caseId, Duration by) {
        jdbc.sql("update " + table + " set next_timer = whistle_now() + make_interval(secs => :seconds)"
                        + " where case_id = :id")
                .param("seconds", by.toSeconds())
                .param("id", caseId)
                .update();
    }

    /** Refuses a decision made on an older version than the present one. */
    public static <C extends CaseRecord> void requireVersion(
            Stored<C> stored, @Nullable Long expected, String state, List<String> allowed) {
        if (expected != null && expected != stored.version()) {
            throw new RefusedException(new Refusal.Conflict("STALE_VERSION", state, allowed));
        }
    }

    private EventRecorder<C> recorder(Stored<C> before, Author author) {
        return recorder(before.body(), author, before.readAt(), before.sequence());
    }

    private EventRecorder<C> recorder(C body, Author author, Instant time, long sequence) {
        CountyTime county = counties.timeOf(body.jurisdiction());
        return new EventRecorder<>(
                this::withClocks, producer, county, author, time, sequence, body, UuidCreator::getTimeOrderedEpoch);
    }

    private Stored<C> insert(EventRecorder<C> recorder) {
        EventLog.requireTransaction();
        C body = recorder.body();
        Map<String, @Nullable Object> columns = allColumns(body);
        String names = columns.keySet().stream().map(name -> ", " + name).collect(Collectors.joining());
        String values = columns.keySet().stream().map(name -> ", :" + name).collect(Collectors.joining());
        jdbc.sql("insert into " + table + " (case_id, version, sequence, body" + names + ") values (:case_id, 1, "
                        + recorder.sequence() + ", :body::jsonb" + values + ")")
                .param("case_id", body.caseId())
                .param("body", json.writeValueAsString(body))
                .params(columns)
                .update();
        written(body);
        append(recorder);
        return new Stored<>(body, 1, recorder.sequence(), recorder.time());
    }

    private void writeChange(Stored<C> before, EventRecorder<C> recorder) {
        if (recorder.changes(before.body())) {
            write(before, recorder);
        }
    }

    /** A change of the clocks' calendar alone makes no new version, so that an open form stays valid. */
    private Stored<C> write(Stored<C> before, EventRecorder<C> recorder) {
        return recorder.envelopes().isEmpty() ? update(before, recorder, before.version()) : update(before, recorder);
    }

    private Stored<C> update(Stored<C> before, EventRecorder<C> recorder) {
        return update(before, recorder, before.version() + 1);
    }

    private Stored<C> update(Stored<C> before, EventRecorder<C> recorder, long version) {
        EventLog.requireTransaction();
        C body = recorder.body();
        Map<String, @Nullable Object> columns = allColumns(body);
        String assignments = columns.keySet().stream()
                .map(name -> ", " + name + " = :" + name)
                .collect(Collectors.joining());
        Stored<C> after = new Stored<>(body, version, recorder.sequence(), before.readAt());
        int rows = jdbc.sql("update " + table + " set version = :after, sequence = :sequence, body = :body::jsonb"
                        + assignments + " where case_id = :case_id and version = :before")
                .param("after", after.version())
                .param("sequence", after.sequence())
                .param("body", json.writeValueAsString(body))
                .param("case_id", body.caseId())
                .param("before", before.version())
                .params(columns)
                .update();
        if (rows != 1) {
            throw new RefusedException(new Refusal.Conflict("STALE_VERSION", null, List.of()));
        }
        written(body);
        append(recorder);
        return after;
    }

    private static <C extends CaseRecord> Stored<C> logged(Stored<C> stored) {
        MDC.put(LOGGED_NUMBER, stored.body().caseNumber());
        return stored;
    }

    private void append(EventRecorder<C> recorder) {
        if (!recorder.envelopes().isEmpty()) {
            MDC.put(LOGGED_NUMBER, recorder.body().caseNumber());
            LOG.info(
                    "decided sequence={} events={}",
                    recorder.sequence(),
                    recorder.envelopes().stream().map(Envelope::type).toList());
            events.append(Topics.CASE_EVENTS, recorder.envelopes());
            emitted(recorder.body(), recorder.envelopes());
        }
    }

    private Map<String, @Nullable Object> allColumns(C body) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(columns(body));
        columns.put("open", body.open() || body.clocks().open().findAny().isPresent());
        columns.put("next_timer", nextTimer(body));
        return columns;
    }

    private @Nullable OffsetDateTime nextTimer(C body) {
        return Stream.of(body.clocks().nextDue(producer), ownTimer(body))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(instant -> instant.atOffset(ZoneOffset.UTC))
                .orElse(null);
    }

    private Instant now() {
        return jdbc.sql("select whistle_now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** A case from the columns body, version, sequence and read_at. */
    protected Stored<C> stored(ResultSet row, int number) throws SQLException {
        return new Stored<>(
                json.readValue(row.getString("body"), type),
                row.getLong("version"),
                row.getLong("sequence"),
                row.getObject("read_at", OffsetDateTime.class).toInstant());
    }

    /** What every store works with. */
    public record Tools(Producer producer, JdbcClient jdbc, EventLog events, JsonMapper json, CountyTimes counties) {}
}
