package org.whistle.audit.timeline;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import org.whistle.audit.projection.CaseLog;
import org.whistle.audit.projection.ReadModel;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.Position;
import org.whistle.kit.reference.ReferenceData;

/** The state of each case from its holder's events; the audit decides nothing. */
@Component
class TimelineModel implements ReadModel {

    private final NamedParameterJdbcTemplate jdbc;
    private final ReferenceData reference;

    TimelineModel(NamedParameterJdbcTemplate jdbc, ReferenceData reference) {
        this.jdbc = jdbc;
        this.reference = reference;
    }

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public void follow(List<CaseLog> grown) {
        List<Grown> cases = grown.stream().flatMap(TimelineModel::summarised).toList();
        if (cases.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(WRITE_CASE, cases.stream().map(this::caseRow).toArray(SqlParameterSource[]::new));
        jdbc.batchUpdate(
                WRITE_STEP,
                cases.stream()
                        .flatMap(Grown::freshSteps)
                        .map(TimelineModel::stepRow)
                        .toArray(SqlParameterSource[]::new));
        jdbc.batchUpdate(MARK_SUPERSEDED, cases.stream().flatMap(Grown::lost).toArray(SqlParameterSource[]::new));
    }

    @Override
    public void clear() {
        jdbc.getJdbcOperations().execute("truncate audit_case, timeline");
    }

    private SqlParameterSource caseRow(Grown grown) {
        CaseSummary summary = grown.summary();
        Position position = summary.facts().position();
        return new MapSqlParameterSource()
                .addValue("id", grown.log().caseId())
                .addValue("shard", grown.log().shard())
                .addValue("number", summary.facts().caseNumber())
                .addValue("state", summary.standing().state().name())
                .addValue("round", summary.standing().round())
                .addValue("jurisdiction", moved(summary))
                .addValue("longitude", position == null ? null : position.longitude(), Types.DOUBLE)
                .addValue("latitude", position == null ? null : position.latitude(), Types.DOUBLE)
                .addValue("address", summary.facts().address())
                .addValue("category", summary.facts().categoryCode())
                .addValue("description", summary.facts().description())
                .addValue("source", summary.facts().source().name())
                .addValue("external", summary.facts().externalId())
                .addValue(
                        "whistle",
                        summary.whistleKind() == null
                                ? null
                                : summary.whistleKind().name())
                .addValue("leadUnit", summary.leadUnit())
                .addValue("leadPart", summary.standing().leadPart(), Types.OTHER)
                .addValue("units", summary.units().toArray(String[]::new))
                .addValue("main", summary.mainCase(), Types.OTHER)
                .addValue("flags", summary.flags().toArray(String[]::new))
                .addValue("reported", at(summary.reportedAt()))
                .addValue("since", at(summary.stateSince()))
                .addValue("closed", at(summary.closedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("deadline", at(summary.deadline()), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("handling", at(summary.handlingDeadline()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    /** The grid code after a street was split: an open case gets the new code each time its row is written. */
    private @Nullable String moved(CaseSummary summary) {
        String code = summary.gridCode();
        if (code == null || !summary.standing().state().open()) {
            return code;
        }
        return reference.find(code).stream()
                .flatMap(found -> found.moves().values().stream())
                .filter(move -> code.startsWith(move.code()))
                .map(move -> move.moved(code))
                .findFirst()
                .orElse(code);
    }

    private static SqlParameterSource stepRow(CaseSummary.Step step) {
        Envelope envelope = step.entry().envelope();
        return new MapSqlParameterSource()
                .addValue("shard", step.entry().shard())
                .addValue("index", step.entry().index())
                .addValue("case", envelope.caseId())
                .addValue("event", envelope.id())
                .addValue("type", envelope.type())
                .addValue("at", at(envelope.time()))
                .addValue("actor", envelope.actor())
                .addValue("round", envelope.round())
                .addValue(
                        "state",
                        step.stateAfter() == null ? null : step.stateAfter().name())
                .addValue("superseded", step.superseded());
    }

    private static Stream<Grown> summarised(CaseLog log) {
        return CaseSummary.of(log.entries()).map(found -> new Grown(log, found)).stream();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** A case that has something new. */
    private record Grown(CaseLog log, CaseSummary summary) {

        /**
         * The steps to write: the new ones; all of them where the report itself is new, since a case is not shown before its
         * report.
         */
        Stream<CaseSummary.Step> freshSteps() {
            long from = summary.reportIndex() >= log.newFrom() ? 0 : log.newFrom();
            return summary.steps().stream().filter(step -> step.entry().index() >= from);
        }

        /** Earlier decisions that a new event marks as superseded. */
        Stream<SqlParameterSource> lost() {
            return log.fresh()
                    .flatMap(entry -> entry.envelope().data() instanceof DispatchEvent.Superseded lost
                            ? Stream.of(new MapSqlParameterSource("reason", lost.reason())
                                    .addValue("case", log.caseId())
                                    .addValue("event", lost.eventId()))
                            : Stream.empty());
        }
    }

    /** What an event may change; a row of which it changes nothing is not written. */
    private static final List<String> CHANGING = List.of(
            "state",
            "round",
            "jurisdiction",
            "longitude",
            "latitude",
            "address",
            "category_code",
            "description",
            "whistle_kind",
            "lead_unit",
            "lead_part",
            "units",
            "main_case",
            "flags",
            "state_since",
            "closed_at",
            "deadline",
            "handling_deadline");

    private static final String WRITE_CASE = """
            insert into audit_case (case_id, shard, case_number, state, round, jurisdiction,
                longitude, latitude, address, category_code, description, source, external_id, whistle_kind,
                lead_unit, lead_part, units, main_case, flags, reported_at, state_since, closed_at,
                deadline, handling_deadline)
            values (:id, :shard, :number, :state, :round, :jurisdiction,
                :longitude, :latitude, :address, :category, :description, :source, :external, :whistle,
                :leadUnit, :leadPart, :units, :main, :flags, :reported, :since, :closed,
                :deadline, :handling)
            on conflict (case_id) do update set %s where (%s) is distinct from (%s)
            """.formatted(
            CHANGING.stream().map(column -> column + " = excluded." + column).collect(Collectors.joining(", ")),
            "audit_case." + String.join(", audit_case.", CHANGING),
            "excluded." + String.join(", excluded.", CHANGING));

    private static final String WRITE_STEP = """
            insert into timeline (shard, index, case_id, event_id, type, happened_at, actor, round,
                state_after, superseded)
            values (:shard, :index, :case, :event, :type, :at, :actor, :round, :state, :superseded)
            on conflict do nothing
            """;

    private static final String MARK_SUPERSEDED = """
            update timeline set superseded = :reason where event_id = :event and case_id = :case
            """;
}
