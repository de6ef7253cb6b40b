package org.whistle.dispatch.dispatching;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.Stored;

/** The command center's cases in its database. */
@Repository
public class DispatchStore extends CaseStore<DispatchCase> {

    private final JdbcClient jdbc;
    private final RuleRecords rules;

    DispatchStore(Tools tools, RuleRecords rules) {
        super("dispatch_case", DispatchCase.class, tools);
        this.jdbc = tools.jdbc();
        this.rules = rules;
    }

    @Override
    protected void written(DispatchCase record) {
        rules.note(record);
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
        columns.put("ticketed_at", record.ticketedAt().atOffset(ZoneOffset.UTC));
        return columns;
    }

    /** What every unit holds that is not done. */
    Map<String, UnitLoad> load() {
        Map<String, UnitLoad> load = new HashMap<>();
        jdbc.sql("""
                        select part ->> 'unit' as unit, count(*) as open,
                            count(*) filter (where part ->> 'state' = 'SUSPENDED') as suspended
                        from dispatch_case, jsonb_array_elements(body -> 'parts') as part
                        where state in ('DISPATCHED', 'RETURN_REVIEW', 'HANDLING', 'SUSPENDED')
                        and part ->> 'state' not in ('DONE', 'ENDED')
                        group by 1
                        """)
                .query((row, _) ->
                        load.put(row.getString("unit"), new UnitLoad(row.getLong("open"), row.getLong("suspended"))))
                .list();
        return load;
    }

    /** How many of them are past their handling deadline; a unit without one is absent. */
    Map<String, Long> overdueParts() {
        return Map.of();
    }

    /** Open cases whose grid code starts with an old code. */
    List<Stored<DispatchCase>> lockOpenIn(String oldCode) {
        return select("""
                where jurisdiction ^@ :code and state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED')
                order by case_id for update
                """, Map.of("code", oldCode));
    }
}
