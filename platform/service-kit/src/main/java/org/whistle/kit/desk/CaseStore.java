package org.whistle.kit.desk;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.kit.eventlog.EventLog;
import org.whistle.kit.kafka.Topics;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row per case, locked first. The record itself is a JSON document; beside it stand the columns that the desk's
 * queries need. A change and its events are written together.
 *
 * @param <C> the desk's record
 */
public abstract class CaseStore<C extends CaseRecord> {

    private final String table;
    private final Class<C> type;
    private final Producer producer;
    private final JdbcClient jdbc;
    private final EventLog events;
    private final JsonMapper json;

    /** A store over a table with case_id, version, sequence, body and the columns of {@link #columns}. */
    protected CaseStore(String table, Class<C> type, Tools tools) {
        this.table = table;
        this.type = type;
        this.producer = tools.producer();
        this.jdbc = tools.jdbc();
        this.events = tools.events();
        this.json = tools.json();
    }

    /** The columns beside the document, by name; the same names for every record. */
    protected abstract Map<String, @Nullable Object> columns(C body);

    /** Called after a record was written, in the same transaction: for what else follows from it. */
    protected void written(C body) {}

    /** Locks a case; nobody else changes it until the transaction ends. */
    public Optional<Stored<C>> lock(UUID caseId) {
        return select("where case_id = :id for update", Map.of("id", caseId)).stream()
                .findFirst();
    }

    /** Locks several in the order of their ids, so that two of such calls never wait for each other. */
    public Map<UUID, Stored<C>> lockAll(Collection<UUID> caseIds) {
        return select(
                        "where case_id = any(:ids) order by case_id for update",
                        Map.of("ids", caseIds.toArray(UUID[]::new)))
                .stream()
                .collect(Collectors.toMap(stored -> stored.body().caseId(), stored -> stored));
    }

    /** Reads without a lock. */
    public Optional<Stored<C>> find(UUID caseId) {
        return select("where case_id = :id", Map.of("id", caseId)).stream().findFirst();
    }

    /** Reads whatever the condition selects; {@code condition} starts with {@code where}. */
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
        Map<String, @Nullable Object> columns = columns(outcome.next());
        long sequence = outcome.events().size();
        String names = columns.keySet().stream().map(name -> ", " + name).collect(Collectors.joining());
        String values = columns.keySet().stream().map(name -> ", :" + name).collect(Collectors.joining());
        jdbc.sql("insert into " + table + " (case_id, version, sequence, body" + names + ") values (:case_id, 1, "
                        + sequence + ", :body::jsonb" + values + ")")
                .param("case_id", outcome.next().caseId())
                .param("body", json.writeValueAsString(outcome.next()))
                .params(columns)
                .update();
        written(outcome.next());
        append(outcome, author, time, 0);
        return new Stored<>(outcome.next(), 1, sequence, time);
    }

    /** Writes what became of a locked case, with its events. */
    public Stored<C> save(Stored<C> before, Outcome<C> outcome, Author author) {
        Map<String, @Nullable Object> columns = columns(outcome.next());
        String assignments = columns.keySet().stream()
                .map(name -> ", " + name + " = :" + name)
                .collect(Collectors.joining());
        Stored<C> after = new Stored<>(
                outcome.next(),
                before.version() + 1,
                before.sequence() + outcome.events().size(),
                before.readAt());
        int rows = jdbc.sql("update " + table + " set version = :after, sequence = :sequence, body = :body::jsonb"
                        + assignments + " where case_id = :case_id and version = :before")
                .param("after", after.version())
                .param("sequence", after.sequence())
                .param("body", json.writeValueAsString(outcome.next()))
                .param("case_id", outcome.next().caseId())
                .param("before", before.version())
                .params(columns)
                .update();
        if (rows != 1) {
            throw new RefusedException(new Refusal.Conflict("STALE_VERSION", null, List.of()));
        }
        written(outcome.next());
        append(outcome, author, before.readAt(), before.sequence());
        return after;
    }

    /** Refuses a decision made on an older version than the present one. */
    public static <C extends CaseRecord> void requireVersion(
            Stored<C> stored, @Nullable Long expected, String state, List<String> allowed) {
        if (expected != null && expected != stored.version()) {
            throw new RefusedException(new Refusal.Conflict("STALE_VERSION", state, allowed));
        }
    }

    private void append(Outcome<C> outcome, Author author, Instant time, long sequence) {
        if (outcome.events().isEmpty()) {
            return;
        }
        List<Envelope> envelopes = new ArrayList<>(outcome.events().size());
        long next = sequence;
        for (Emission emission : outcome.events()) {
            next++;
            envelopes.add(envelope(outcome.next(), emission, author, time, next));
        }
        events.append(Topics.CASE_EVENTS, envelopes);
    }

    private Envelope envelope(C body, Emission emission, Author author, Instant time, long sequence) {
        return new Envelope(
                UuidCreator.getTimeOrderedEpoch(),
                producer.source(),
                EventTypes.nameOf(emission.event().getClass()),
                body.caseId().toString(),
                time,
                author.actor(),
                author.role(),
                body.jurisdiction(),
                sequence,
                author.cause(),
                body.round(),
                emission.assignmentId(),
                emission.attempt(),
                List.of(),
                emission.event());
    }

    private Stored<C> stored(ResultSet row, int number) throws SQLException {
        return new Stored<>(
                json.readValue(row.getString("body"), type),
                row.getLong("version"),
                row.getLong("sequence"),
                row.getObject("read_at", OffsetDateTime.class).toInstant());
    }

    /** What every store works with. */
    public record Tools(Producer producer, JdbcClient jdbc, EventLog events, JsonMapper json) {}
}
