package org.whistle.load;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes many cases of some: rows of the read models copied under new ids and numbers, in the same month, with what they add
 * up to multiplied. The ledger is not copied; what is measured afterwards reads none of it but the few events of one case.
 */
final class Copies {

    private final JdbcTemplate jdbc;

    Copies(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void make(int copies) {
        jdbc.execute("set statement_timeout = 0");
        jdbc.execute("set transaction_timeout = 0");
        for (int copy = 1; copy < copies; copy++) {
            jdbc.update("""
                    insert into audit_case
                    select overlay(case_id::text placing lpad(to_hex(?::int), 4, '0') from 10)::uuid, shard, last_index,
                        case_number || ?, state, round, jurisdiction,
                        longitude + random() / 50, latitude + random() / 50, address, category_code,
                        description || ?, source, external_id, whistle_kind, lead_unit, lead_part, units, main_case,
                        flags, reported_at + random() * interval '10 hours', state_since, closed_at, deadline,
                        handling_deadline, grams
                    from audit_case where length(case_number) = 20
                    """, copy + 4096, String.valueOf(copy), " " + copy);
            jdbc.update("""
                    insert into fact
                    select overlay(case_id::text placing lpad(to_hex(?::int), 4, '0') from 10)::uuid, shard, measure,
                        stage, at, day, settled, settled_day, round, assignment_id, unit, worker, territory, category,
                        unit_only, scored, amount
                    from fact where substr(case_id::text, 10, 4) = '0000' and measure <> 'STAGE'
                    """, copy + 4096);
        }
        jdbc.update("update tally set n = n * ?, scored = scored * ?, amount = amount * ?", copies, copies, copies);
        jdbc.update("update stage_tally set n = n * ?, amount = amount * ?", copies, copies);
        jdbc.execute("vacuum (analyze) audit_case");
        jdbc.execute("vacuum (analyze) fact");
        jdbc.execute("vacuum (analyze) tally");
        jdbc.execute("checkpoint");
    }
}
