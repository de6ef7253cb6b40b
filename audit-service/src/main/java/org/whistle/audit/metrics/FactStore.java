package org.whistle.audit.metrics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.clock.ClockKind;

/** Stores the facts of cases and answers what changed when they are replaced. */
@Component
class FactStore {

    private final JdbcClient jdbc;

    FactStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What came and what went. */
    record Change(List<StoredFact> added, List<StoredFact> removed) {}

    /** A stored row: {@code place} is PostgreSQL's row identifier, valid in this transaction. */
    private record Kept(String place, StoredFact fact) {}

    /** Replaces the facts of these cases; {@code facts} are all they have now. */
    Change replace(Collection<UUID> cases, List<StoredFact> facts) {
        Map<StoredFact, Deque<String>> kept = new HashMap<>();
        read(cases)
                .forEach(row -> kept.computeIfAbsent(row.fact(), _ -> new ArrayDeque<>())
                        .add(row.place()));
        List<StoredFact> added = new ArrayList<>();
        for (StoredFact fact : facts) {
            Deque<String> same = kept.get(fact);
            if (same == null || same.isEmpty()) {
                added.add(fact);
            } else {
                same.removeFirst();
            }
        }
        List<StoredFact> removed = new ArrayList<>();
        List<String> places = new ArrayList<>();
        kept.forEach((fact, left) -> left.forEach(place -> {
            removed.add(fact);
            places.add(place);
        }));
        delete(places);
        insert(added);
        return new Change(added, removed);
    }

    void clear() {
        jdbc.sql("truncate case_fact").update();
    }

    private List<Kept> read(Collection<UUID> cases) {
        return jdbc.sql("select ctid::text as place, * from case_fact where case_id = any(:cases::uuid[])")
                .param("cases", cases.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> new Kept(row.getString("place"), stored(row)))
                .list();
    }

    private void delete(List<String> places) {
        if (!places.isEmpty()) {
            jdbc.sql("delete from case_fact where ctid = any(:places::tid[])")
                    .param("places", places.toArray(String[]::new))
                    .update();
        }
    }

    private void insert(List<StoredFact> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into case_fact (case_id, shard, measure, stage, at, day, settled, settled_day, round,
                            assignment_id, unit, worker, territory, category, unit_only, scored, amount)
                        select * from unnest(:cases::uuid[], :shards::int[], :measures::text[], :stages::text[],
                            :ats::timestamptz[], :days::date[], :settled::timestamptz[], :settledDays::date[],
                            :rounds::int[], :parts::uuid[], :units::text[], :workers::text[], :territories::text[],
                            :categories::text[], :unitOnly::boolean[], :scored::boolean[], :amounts::bigint[])
                        """)
                .param("cases", Columns.texts(rows, StoredFact::caseId))
                .param("shards", Columns.texts(rows, StoredFact::shard))
                .param("measures", Columns.texts(rows, row -> row.fact().measure()))
                .param("stages", Columns.texts(rows, row -> row.fact().stage()))
                .param("ats", Columns.texts(rows, row -> row.fact().at()))
                .param("days", Columns.texts(rows, StoredFact::day))
                .param("settled", Columns.texts(rows, row -> row.fact().settled()))
                .param("settledDays", Columns.texts(rows, StoredFact::settledDay))
                .param("rounds", Columns.texts(rows, row -> row.fact().round()))
                .param("parts", Columns.texts(rows, row -> row.fact().assignmentId()))
                .param("units", Columns.texts(rows, row -> row.fact().unit()))
                .param("workers", Columns.texts(rows, row -> row.fact().worker()))
                .param("territories", Columns.texts(rows, row -> row.fact().territory()))
                .param("categories", Columns.texts(rows, row -> row.fact().category()))
                .param("unitOnly", Columns.truths(rows, row -> row.fact().unitOnly()))
                .param("scored", Columns.truths(rows, row -> row.fact().scored()))
                .param("amounts", Columns.numbers(rows, row -> row.fact().amount()))
                .update();
    }

    private static StoredFact stored(ResultSet row) throws SQLException {
        return new StoredFact(
                row.getObject("case_id", UUID.class),
                row.getInt("shard"),
                row.getObject("day", LocalDate.class),
                row.getObject("settled_day", LocalDate.class),
                fact(row));
    }

    private static Fact fact(ResultSet row) throws SQLException {
        @Nullable String stage = row.getString("stage");
        @Nullable Instant settled = instant(row, "settled");
        return new Fact(
                Measure.valueOf(row.getString("measure")),
                stage == null ? null : ClockKind.valueOf(stage),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                settled,
                row.getInt("round"),
                row.getObject("assignment_id", UUID.class),
                row.getString("unit"),
                row.getString("worker"),
                row.getString("territory"),
                row.getString("category"),
                row.getBoolean("unit_only"),
                row.getBoolean("scored"),
                row.getLong("amount"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
