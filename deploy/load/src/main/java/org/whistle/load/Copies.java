package org.whistle.load;

import java.util.List;
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
        jdbc.execute("set maintenance_work_mem = '512MB'");
        List<String> indexes = jdbc.queryForList("""
                select indexdef from pg_indexes where tablename in ('audit_case', 'fact') and indexname not like '%pkey'
                """, String.class);
        jdbc.queryForList("""
                select indexname from pg_indexes where tablename in ('audit_case', 'fact') and indexname not like '%pkey'
                """, String.class).forEach(index -> jdbc.execute("drop index " + index));
        jdbc.execute("create unlogged table told_case as select * from audit_case");
        jdbc.execute("create unlogged table told_fact as select * from fact where measure <> 'STAGE'");
        jdbc.update("""
                insert into audit_case
                select overlay(case_id::text placing lpad(to_hex(copy + 4096), 4, '0') from 10)::uuid, shard,
                    last_index, case_number || copy, state, round, jurisdiction,
                    longitude + random() / 50, latitude + random() / 50, address, category_code,
                    description || ' ' || copy, source, external_id, whistle_kind, lead_unit, lead_part, units,
                    main_case, flags, reported_at + random() * interval '10 hours', state_since, closed_at,
                    deadline, handling_deadline, words, grams
                from told_case, generate_series(1, ? - 1) as copy
                """, copies);
        jdbc.update("""
                insert into fact
                select overlay(case_id::text placing lpad(to_hex(copy + 4096), 4, '0') from 10)::uuid, shard, measure,
                    stage, at, day, settled, settled_day, round, assignment_id, unit, worker, territory, category,
                    unit_only, scored, amount
                from told_fact, generate_series(1, ? - 1) as copy
                """, copies);
        indexes.forEach(jdbc::execute);
        jdbc.update("update tally set n = n * ?, scored = scored * ?, amount = amount * ?", copies, copies, copies);
        jdbc.update("update stage_tally set n = n * ?, amount = amount * ?", copies, copies);
        jdbc.execute("vacuum (analyze) audit_case");
        jdbc.execute("vacuum (analyze) fact");
        jdbc.execute("vacuum (analyze) tally");
        jdbc.execute("checkpoint");
    }
}
