package org.whistle.audit.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.audit.metrics.CaseStory;
import org.whistle.audit.metrics.RandomCases;
import org.whistle.audit.metrics.Recount;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.Envelope;

/** Thousands of lives of cases, scored twice: by the pure path of the score and by the naive one. */
class NaiveScoresTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<List<Envelope>> LOGS =
            LongStream.range(0, 3_000).mapToObj(RandomCases::log).toList();
    private static final List<CaseStory> STORIES =
            LOGS.stream().map(CaseStory::of).toList();
    private static final Map<String, String> GROUPS =
            Map.of("WATER", "city", "SANITATION", "city", "MUNICIPAL", "enterprise", "GREENING", "enterprise");
    private static final Map<String, String> BONUSES = Map.of("WATER", "1.25", "GREENING", "6");

    @ParameterizedTest
    @CsvSource({"2026-01-01, 2026-02-01", "2026-03-01, 2026-04-01", "2026-01-01, 2026-04-01", "2026-01-01, 2027-01-01"})
    void ofAllCasesTogether(LocalDate from, LocalDate to) {
        assertThat(scored(0, LOGS.size(), from, to)).isEqualTo(naive(0, LOGS.size(), from, to));
    }

    /** Few cases a time: there are nones, fewer than three ratings, and groups without any. */
    @Test
    void ofTwelveCasesAtATime() {
        LocalDate from = LocalDate.of(2026, 1, 1);
        List<Integer> units = new ArrayList<>();
        for (int first = 0; first + 12 <= LOGS.size(); first += 12) {
            LocalDate to = from.plusMonths(1 + first % 7);
            Map<String, String> scored = scored(first, first + 12, from, to);
            assertThat(scored).as("from %s", first).isEqualTo(naive(first, first + 12, from, to));
            units.add((int) scored.keySet().stream()
                    .filter(line -> line.startsWith("unit"))
                    .count());
        }
        assertThat(units).contains(0, 1, 2, 3, 4);
    }

    private static Map<String, String> scored(int first, int last, LocalDate from, LocalDate to) {
        Recount recount = new Recount(from, to, ZONE, (_, _) -> WorkCalendar.UNPUBLISHED);
        LOGS.subList(first, last).forEach(recount::count);
        Map<String, BigDecimal> bonuses = new TreeMap<>();
        BONUSES.forEach((unit, points) -> bonuses.put(unit, new BigDecimal(points)));
        return Sheets.lines(new SheetMaking(Policies.county(GROUPS), recount::of, recount.marks(), bonuses)
                .sheet(Policies.usual()));
    }

    private static Map<String, String> naive(int first, int last, LocalDate from, LocalDate to) {
        NaiveCounts counts = new NaiveCounts(from, to, ZONE);
        STORIES.subList(first, last).forEach(counts::add);
        return Sheets.lines(new NaiveScores(counts, GROUPS, BONUSES), Policies.COUNTY);
    }
}
