package org.whistle.bench.audit;

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
                select indexdef from pg_indexes where tablename in ('audit_case', 'case_fact', 'case_words') and indexname not like '%pkey'
                """, String.class);
        jdbc.queryForList("""
                select indexname from pg_indexes where tablename in ('audit_case', 'case_fact', 'case_words') and indexname not like '%pkey'
                """, String.class).forEach(index -> jdbc.execute("drop index " + index));
        jdbc.execute("create unlogged table told_case as select * from audit_case");
        jdbc.execute("create unlogged table told_words as select * from case_words");
        jdbc.execute("create unlogged table told_fact as select * from case_fact where measure <> 'STAGE'");
        jdbc.update("""
                insert into audit_case (case_id, shard, case_number, state, round, jurisdiction, longitude, latitude, address,
                    category_code, description, source, external_id, whistle_kind, lead_unit, lead_part, units,
                    main_case, flags, reported_at, state_since, closed_at, deadline, handling_deadline)
                select overlay(case_id::text placing lpad(to_hex(copy + 4096), 4, '0') from 10)::uuid, shard,
                    case_number || copy, state, round, jurisdiction,
                    longitude + random() / 50, latitude + random() / 50, address, category_code,
                    description || ' ' || copy, source, external_id, whistle_kind, lead_unit, lead_part, units,
                    main_case, flags, reported_at + random() * interval '10 hours', state_since, closed_at,
                    deadline, handling_deadline
                from told_case, generate_series(1, ? - 1) as copy
                """, copies);
        jdbc.update("""
                insert into case_words
                select overlay(case_id::text placing lpad(to_hex(copy + 4096), 4, '0') from 10)::uuid, case_number || copy,
                    words, grams
                from told_words, generate_series(1, ? - 1) as copy
                """, copies);
        jdbc.update("""
                insert into case_fact
                select overlay(case_id::text placing lpad(to_hex(copy + 4096), 4, '0') from 10)::uuid, shard, measure,
                    stage, at, day, settled, settled_day, round, assignment_id, unit, worker, territory, category,
                    unit_only, scored, amount
                from told_fact, generate_series(1, ? - 1) as copy
                """, copies);
        indexes.forEach(jdbc::execute);
        jdbc.update("""
                update level_sum set
                    n = array(select sum * copies from unnest(n) with ordinality as e (sum, place) order by place),
                    scored = array(select sum * copies from unnest(scored) with ordinality as e (sum, place) order by place),
                    ended = array(select sum * copies from unnest(ended) with ordinality as e (sum, place) order by place),
                    seconds = array(select sum * copies from unnest(seconds) with ordinality as e (sum, place) order by place)
                from (values (?)) as many (copies)
                """, copies);
        jdbc.execute("vacuum (analyze) audit_case");
        jdbc.execute("vacuum (analyze) case_fact");
        jdbc.execute("vacuum (analyze) case_words");
        jdbc.execute("vacuum (analyze) level_sum");
        jdbc.execute("checkpoint");
    }
}
