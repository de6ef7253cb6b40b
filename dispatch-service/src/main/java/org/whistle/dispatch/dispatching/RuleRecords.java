package org.whistle.dispatch.dispatching;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.events.DispatchEvent;
import org.whistle.events.EventTypes;
import org.whistle.events.FiledCondition;
import org.whistle.events.code.PartState;

/** The record of each rule of the responsibility list: lead dispatches by condition and unit, and how many were returned. */
@Repository
class RuleRecords {

    private static final String RETURNED = EventTypes.nameOf(DispatchEvent.ReturnApproved.class);

    private final JdbcClient jdbc;

    RuleRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes what a case's parts add; the same again changes nothing. A designation 兜底指定 does not follow a rule and is not
     * counted.
     */
    void note(DispatchCase record) {
        if (!record.standing().designated()) {
            record.lead().filter(part -> part.state() == PartState.OFFERED).ifPresent(part -> offered(part, record));
        }
        UUID[] returned = record.parts().stream()
                .filter(part -> part.lead() && RETURNED.equals(part.endedBy()))
                .map(Part::assignmentId)
                .toArray(UUID[]::new);
        if (returned.length > 0) {
            jdbc.sql("""
                            update rule_dispatch set returned = true
                            where assignment_id = any(:parts) and not returned
                            """).param("parts", returned).update();
        }
    }

    /** The record of one rule of a county: its condition with the unit that leads by it. */
    RuleRecord of(String county, String conditionCode, String unit) {
        return jdbc.sql("""
                        select count(*) as dispatches, count(*) filter (where returned) as returned
                        from rule_dispatch where county = :county and condition_code = :condition and unit = :unit
                        """)
                .param("county", county)
                .param("condition", conditionCode)
                .param("unit", unit)
                .query((row, _) -> new RuleRecord(row.getLong("dispatches"), row.getLong("returned")))
                .single();
    }

    /** How often a rule was followed, and how often wrongly. */
    record RuleRecord(long dispatches, long returned) {}

    private void offered(Part part, DispatchCase record) {
        jdbc.sql("""
                        insert into rule_dispatch (assignment_id, condition_code, unit, county)
                        select :part, condition, :unit, left(:place, 6) from unnest(:conditions::text[]) as condition
                        on conflict do nothing
                        """)
                .param("part", part.assignmentId())
                .param("unit", part.unit())
                .param("place", record.gridCode())
                .param(
                        "conditions",
                        record.ticket().conditions().stream()
                                .map(FiledCondition::conditionCode)
                                .toArray(String[]::new))
                .update();
    }
}
