package org.whistle.audit.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.kit.time.DatabaseTime;

/** What a score is made from: sums of a period without what an upheld appeal took out of it. */
@Service
public class ScoredSums {

    private final Tallies tallies;
    private final JdbcClient jdbc;
    private final DatabaseTime time;

    ScoredSums(Tallies tallies, JdbcClient jdbc, DatabaseTime time) {
        this.tallies = tallies;
        this.jdbc = jdbc;
        this.time = time;
    }

    /** The sums of everything of a level in some areas, by code, between two days of the county's zone. */
    public Map<String, Sums> of(Level level, List<String> areas, LocalDate from, LocalDate to) {
        Map<String, Sums> sums = new TreeMap<>();
        Instant now = time.now();
        tallies.of(new Selection(level, areas, null), new Period(from, to), now)
                .forEach((key, totals) -> sums.merge(Level.nameOf(key), totals.scored(), Sums::plus));
        return sums;
    }

    /** What each street gave each unit, by unit and street. */
    public Map<String, Map<String, Marks>> marks(String county, LocalDate from, LocalDate to) {
        Map<String, Map<String, Marks>> marks = new TreeMap<>();
        jdbc.sql("""
                        select unit, left(territory, :digits) as street, measure, count(*) as n, sum(amount) as amount
                        from case_fact where measure = any(:measures) and scored and day >= :from and day < :to
                        and territory >= :county and territory < :end and unit is not null group by 1, 2, 3
                        """)
                .param("digits", Level.STREET.digits())
                .param("measures", Marks.MEASURES.stream().map(Measure::name).toArray(String[]::new))
                .param("from", from)
                .param("to", to)
                .param("county", county)
                .param("end", county + ":")
                .query(row -> {
                    marks.computeIfAbsent(row.getString("unit"), _ -> new TreeMap<>())
                            .merge(
                                    row.getString("street"),
                                    Marks.of(
                                            Measure.valueOf(row.getString("measure")),
                                            row.getLong("n"),
                                            row.getLong("amount")),
                                    Marks::plus);
                });
        return new HashMap<>(marks);
    }
}
