package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.clock.ClockBook;
import org.whistle.events.Envelope;
import org.whistle.events.code.AutoDispatch;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.Outcome;

/** The command center's cases in its database. */
@Repository
public class DispatchStore extends CaseStore<DispatchCase> {

    private final JdbcClient jdbc;
    private final Notices notices;
    private final RuleRecords rules;
    private final RuleDispatch ruleDispatch;

    DispatchStore(Tools tools, Notices notices, RuleRecords rules, RuleDispatch ruleDispatch) {
        super("dispatch_case", DispatchCase.class, tools);
        this.jdbc = tools.jdbc();
        this.notices = notices;
        this.rules = rules;
        this.ruleDispatch = ruleDispatch;
    }

    @Override
    protected Map<String, @Nullable Object> columns(DispatchCase record) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("case_number", record.facts().caseNumber());
        columns.put("state", record.state().name());
        columns.put("jurisdiction", record.jurisdiction());
        columns.put("category_code", record.facts().categoryCode());
        columns.put("description", record.facts().description());
        columns.put("external_id", record.facts().externalId());
        columns.put("lead_unit", record.lead().map(Part::unit).orElse(null));
        columns.put("units", record.units().toArray(String[]::new));
        columns.put("urgent", record.ticket().urgent());
        columns.put("review_open", record.parts().stream().anyMatch(Part::waitsForReview));
        columns.put("ticketed_at", record.ticketedAt().atOffset(ZoneOffset.UTC));
        columns.put(
                "deadline",
                record.clocks()
                        .open()
                        .flatMap(clock -> Stream.ofNullable(clock.deadline()))
                        .min(Comparator.naturalOrder())
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .orElse(null));
        return columns;
    }

    @Override
    protected DispatchCase withClocks(DispatchCase record, ClockBook clocks) {
        return record.withClocks(clocks);
    }

    @Override
    protected DispatchCase renamed(DispatchCase record, String code) {
        return record.inGrid(code);
    }

    /** Suspended parts resume on their date, the next of a duty roster is alerted, an emergency is dispatched by rule. */
    @Override
    protected Outcome<DispatchCase> timed(DispatchCase record, Instant now) {
        return TimedTransitions.due(record, now, missed -> ruleDispatch.after(missed, AutoDispatch.ON_MISS, now));
    }

    @Override
    protected Optional<Instant> ownTimer(DispatchCase record) {
        return TimedTransitions.next(record);
    }

    @Override
    protected void emitted(DispatchCase record, List<Envelope> envelopes) {
        notices.tell(record, envelopes);
    }

    @Override
    protected void written(DispatchCase record) {
        rules.note(record);
        for (Appeal appeal : record.standing().appeals()) {
            jdbc.sql("""
                            insert into appeal (appeal_id, case_id, unit, jurisdiction, stage, filed_at)
                            values (:id, :case, :unit, :jurisdiction, :stage, :at)
                            on conflict (appeal_id) do update set stage = excluded.stage
                            where appeal.stage <> excluded.stage
                            """)
                    .param("id", appeal.appealId())
                    .param("case", record.caseId())
                    .param("unit", appeal.unit())
                    .param("jurisdiction", record.jurisdiction())
                    .param("stage", AppealStage.of(appeal).name())
                    .param("at", appeal.filedAt().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** What every unit of a county holds that is not done. */
    Map<String, UnitLoad> load(String county) {
        Map<String, UnitLoad> load = new HashMap<>();
        jdbc.sql("""
                        select part ->> 'unit' as unit, count(*) as open,
                            count(*) filter (where part ->> 'state' = 'SUSPENDED') as suspended
                        from dispatch_case, jsonb_array_elements(body -> 'parts') as part
                        where jurisdiction ^@ :county and state in ('DISPATCHED', 'RETURN_REVIEW', 'HANDLING', 'SUSPENDED')
                        and part ->> 'state' not in ('DONE', 'ENDED')
                        group by 1
                        """)
                .param("county", county)
                .query((row, _) ->
                        load.put(row.getString("unit"), new UnitLoad(row.getLong("open"), row.getLong("suspended"))))
                .list();
        return load;
    }

    /** How many of them are past their handling deadline; a unit without one is absent. */
    Map<String, Long> overdueParts(String county) {
        Map<String, Long> overdue = new HashMap<>();
        jdbc.sql("""
                        select clock ->> 'responsibleUnit' as unit, count(distinct clock ->> 'assignmentId') as parts
                        from dispatch_case, jsonb_array_elements(body #> '{clocks,clocks}') as clock
                        where jurisdiction ^@ :county and deadline < (select whistle_now()) and clock ->> 'kind' in ('HANDLING', 'REWORK')
                        and (clock ->> 'deadline')::timestamptz < (select whistle_now())
                        and not jsonb_path_exists(clock, '$.entries[*] ? (@.change == "STOPPED")')
                        group by 1
                        """)
                .param("county", county)
                .query((row, _) -> overdue.put(row.getString("unit"), row.getLong("parts")))
                .list();
        return overdue;
    }
}
