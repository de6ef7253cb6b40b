package org.whistle.audit.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.audit.projection.Projection;
import org.whistle.testing.DeskTest;

/** An edited row in the database is found by recomputing. */
@DeskTest
class TamperingIntegrationTests {

    @LocalServerPort
    private int port;

    @Value("${spring.datasource.url}")
    private String url = "";

    @Autowired
    private Projection projection;

    private ScoreDesk desk;

    @BeforeEach
    void open() {
        desk = ScoreDesk.opened(port, url, projection);
    }

    @Test
    void whatNobodyTouchedHasNoDifference() {
        desk.frozen();
        desk.notedInTheLedger();

        assertThat(desk.differences()).isEmpty();
    }

    @Test
    void aScoreThatWasRaisedIsFoundAndNamed() {
        desk.frozen();
        edit("update score_period set scores = replace(scores, '82.56', '92.56') where county = :county");

        assertThat(desk.differences()).containsKeys("scores").containsEntry("units/WATER/value", "92.56 / 82.56");
    }

    @Test
    void aPolicyThatWasChangedAfterAFreezeIsFoundAndNamed() {
        desk.frozen();
        edit("""
                update reference_record set fields = jsonb_set(fields, '{streetWeight}', '0.9')
                where county = :county and kind = 'policies' and code = '2026/UNIT'
                """);

        assertThat(desk.differences()).containsKeys("policy", "units/WATER/units/streetWeight", "units/WATER/value");
    }

    @Test
    void aPolicyThatIsNoLongerAllowedIsFoundAllTheSame() {
        desk.frozen();
        edit("""
                update reference_record set fields = jsonb_set(fields, '{streetWeight}', '0.1')
                where county = :county and kind = 'policies' and code = '2026/UNIT'
                """);

        assertThat(desk.differences()).containsKey("policy");
    }

    @Test
    void aPolicyThatIsGoneOrUnreadableIsFoundAllTheSame() {
        desk.frozen();
        edit("""
                update reference_record set fields = jsonb_set(fields, '{parts}', '["NONSENSE"]')
                where county = :county and kind = 'policies' and code = '2026/UNIT'
                """);
        assertThat(desk.differences()).containsOnlyKeys("policy");

        edit("delete from reference_record where county = :county and kind = 'policies'");
        assertThat(desk.differences()).containsOnlyKeys("policy");
    }

    @Test
    void aPolicyThatWasChangedBeforeTheFreezeStopsIt() {
        desk.published();
        edit("""
                update reference_record set fields = jsonb_set(fields, '{streetWeight}', '0.9')
                where county = :county and kind = 'policies' and code = '2026/UNIT'
                """);
        desk.itIs("2026-02-10T02:00:00Z");

        assertThat(desk.supervisor()
                        .post("/scores/" + ScoreDesk.MONTH + "/freeze", "")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("POLICY_CHANGED");
    }

    @Test
    void aTallyThatWasEditedBeforePublishingIsShown() {
        edit("""
                update level_sum set scored[array_position(measures, 'FIRST_CHECKS_PASSED')] =
                    scored[array_position(measures, 'FIRST_CHECKS_PASSED')] + 1
                where level = 'UNIT' and 'FIRST_CHECKS_PASSED' = any(measures) and key = :county || '/WATER'
                and shard = (select min(shard) from level_sum where level = 'UNIT'
                    and 'FIRST_CHECKS_PASSED' = any(measures) and key = :county || '/WATER')
                """);
        desk.published();

        assertThat(desk.differences())
                .containsEntry("units/WATER/value", "84.54 / 82.56")
                .containsEntry("units/WATER/objective/lines/FIRST_CHECK/share/part", "4 / 3");
    }

    @Test
    void aMarkThatWasEditedInTheFactsIsShown() {
        edit("""
                update case_fact set amount = 100 where measure = 'MARK_QUALITY' and unit = 'WATER'
                and territory like :county || '%'
                """);
        desk.published();

        assertThat(desk.differences())
                .containsEntry("units/WATER/units/marks/streets/" + desk.county() + "001/sums/QUALITY", "300 / 240");
    }

    @Test
    void aBasisThatIsNotTheOneInTheLedgerIsFound() {
        desk.frozen();
        desk.notedInTheLedger();
        edit("""
                update score_period set basis = regexp_replace(basis, '"sizes":\\[(\\d+)', '"sizes":[0\\1'::text)
                where county = :county
                """.replace("0\\1", "999"));

        assertThat(desk.differences()).containsKey("basis");
    }

    @Test
    void aPeriodThatWasNeverFrozenInTheLedgerIsFound() {
        desk.published();
        desk.notedInTheLedger();
        edit("update score_period set status = 'FROZEN', frozen_at = published_at where county = :county");
        desk.itIs("2026-02-03T02:00:00Z");

        assertThat(desk.differences()).containsOnlyKeys("basis");
    }

    @Test
    void pointsThatNobodyGrantedAreFound() {
        edit("""
                insert into score_bonus (id, county, period, unit, points, reason, granted_by, granted_at)
                values (gen_random_uuid(), :county, '2026-01', 'WATER', 2, 'none', 'nobody', now())
                """);
        desk.published();
        desk.notedInTheLedger();

        assertThat(desk.differences())
                .containsEntry("units/WATER/units/bonus", "2.0 / 0")
                .containsEntry("units/WATER/value", "84.56 / 82.56");
    }

    private void edit(String sql) {
        assertThat(desk.owner().sql(sql).param("county", desk.county()).update())
                .isPositive();
    }
}
