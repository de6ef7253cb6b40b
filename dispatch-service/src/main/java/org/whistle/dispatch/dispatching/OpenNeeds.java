package org.whistle.dispatch.dispatching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Open cases that need codes a pack would remove, also before their ticket ({@link EarlyCases}). */
@Repository
public class OpenNeeds {

    private final JdbcClient jdbc;

    OpenNeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A removed code.
     *
     * @param kind {@code jurisdictions}, {@code grids}, {@code units}, {@code conditions} or {@code categories}
     * @param strands whether an open case with it cannot go on
     */
    public record Gone(String kind, String code, boolean strands) {}

    /**
     * A removed code that is in use.
     *
     * @param strands whether these cases cannot go on
     * @param cases open cases with it
     * @param parts of a unit: parts of these cases that it holds
     * @param caseNumbers the first ten
     */
    public record Touched(
            String kind, String code, boolean strands, long cases, long parts, List<String> caseNumbers) {}

    /**
     * All that are in use.
     *
     * @param codes how many of the codes
     * @param strandedCases open cases that cannot go on
     * @param named the codes, those that strand cases first
     */
    public record Use(long codes, long strandedCases, List<Touched> named) {

        public static final Use NONE = new Use(0, 0, List.of());

        public Use {
            named = List.copyOf(named);
        }
    }

    /** What of it is in use in a county, so many codes named at most. */
    public Use of(String county, List<Gone> gone, int most) {
        if (gone.isEmpty()) {
            return Use.NONE;
        }
        List<Row> rows = jdbc.sql("""
                        with gone as (
                            select * from unnest(:kinds::text[], :codes::text[], :strands::boolean[]) as gone (kind, code, strands)),
                        open_case as materialized (
                            select case_id, case_number, jurisdiction, category_code, body from dispatch_case
                            where jurisdiction ^@ :county and state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED')
                            union all
                            select case_id, case_number, jurisdiction, category_code, null
                            from early_case where jurisdiction ^@ :county and open),
                        need (kind, code, case_id, case_number, part) as (
                            select 'grids', jurisdiction, case_id, case_number, null::jsonb from open_case
                            union all
                            select 'jurisdictions', left(jurisdiction, digits), case_id, case_number, null
                            from open_case, unnest(array[9, 12]) as digits
                            union all
                            select 'categories', category_code, case_id, case_number, null from open_case
                            union all
                            select 'conditions', condition ->> 'conditionCode', case_id, case_number, null
                            from open_case, jsonb_array_elements(body #> '{ticket,conditions}') as condition
                            union all
                            select 'units', part ->> 'unit', case_id, case_number, part
                            from open_case, jsonb_array_elements(body -> 'parts') as part where part ->> 'state' <> 'ENDED'),
                        used as (select * from gone join need using (kind, code))
                        select kind, code, strands, count(distinct case_id) as cases, count(part) as parts,
                            (array_agg(distinct case_number order by case_number))[1\\:10] as numbers,
                            count(*) over () as codes,
                            (select count(distinct case_id) from used where strands) as stranded
                        from used group by kind, code, strands order by strands desc, kind, code limit :most
                        """)
                .param("kinds", gone.stream().map(Gone::kind).toArray(String[]::new))
                .param("codes", gone.stream().map(Gone::code).toArray(String[]::new))
                .param("strands", gone.stream().map(Gone::strands).toArray(Boolean[]::new))
                .param("county", county)
                .param("most", most)
                .query(OpenNeeds::row)
                .list();
        return rows.isEmpty()
                ? Use.NONE
                : new Use(
                        rows.getFirst().codes(),
                        rows.getFirst().stranded(),
                        rows.stream().map(Row::touched).toList());
    }

    private record Row(Touched touched, long codes, long stranded) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new Touched(
                        row.getString("kind"),
                        row.getString("code"),
                        row.getBoolean("strands"),
                        row.getLong("cases"),
                        row.getLong("parts"),
                        Arrays.asList((String[]) row.getArray("numbers").getArray())),
                row.getLong("codes"),
                row.getLong("stranded"));
    }
}
