package org.whistle.replay.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whistle.replay.Packs;
import org.whistle.replay.county.GridShape;
import org.whistle.replay.county.Place;
import org.whistle.replay.script.Act;
import org.whistle.replay.script.CaseScript;
import org.whistle.replay.script.Later;
import org.whistle.replay.script.Step;

class GeneratedSourceTests {

    private final List<CaseScript> scripts = source(7).scripts(0);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(source(7).scripts(0)).isEqualTo(scripts);
        assertThat(source(8).scripts(0)).isNotEqualTo(scripts);
    }

    @Test
    void onlyInstantsChangeWhenItIsMoved() {
        List<CaseScript> moved = source(7).scripts(3);

        assertThat(moved).hasSameSizeAs(scripts);
        for (int i = 0; i < moved.size(); i++) {
            List<Step> steps = scripts.get(i).steps();
            assertThat(moved.get(i).steps())
                    .extracting(step -> new Step(Instant.EPOCH, step.account(), step.act(), step.body()))
                    .containsExactlyElementsOf(steps.stream()
                            .map(step -> new Step(Instant.EPOCH, step.account(), step.act(), step.body()))
                            .toList());
        }
    }

    @Test
    void takesEveryRouteAndLeavesTheLastDaysOpen() {
        Map<String, Long> ends =
                scripts.stream().collect(Collectors.groupingBy(CaseScript::end, Collectors.counting()));

        assertThat(ends).containsKeys("CLOSED", "VOIDED", "MERGED", "HANDLING", "REPORTED");
        assertThat(ends.get("CLOSED")).isGreaterThan(scripts.size() / 2);
        assertThat(scripts.stream().flatMap(script -> script.steps().stream()).map(Step::act))
                .contains(Act.values());
    }

    @Test
    void followsTheWeekAndTheDay() {
        Map<DayOfWeek, Long> days = scripts.stream()
                .collect(Collectors.groupingBy(script -> local(script).getDayOfWeek(), Collectors.counting()));
        long morning =
                scripts.stream().filter(script -> local(script).getHour() == 9).count();
        long night =
                scripts.stream().filter(script -> local(script).getHour() == 3).count();

        assertThat(days.get(DayOfWeek.MONDAY)).isGreaterThan(days.get(DayOfWeek.SUNDAY) * 3 / 2);
        assertThat(morning).isGreaterThan(10 * night);
    }

    @Test
    void everyPlaceLiesInAGridOfTheCounty() {
        assertThat(scripts).allSatisfy(script -> {
            Map<?, ?> position = (Map<?, ?>) script.steps().getFirst().body().get("position");
            Place place = new Place((double) position.get("longitude"), (double) position.get("latitude"));
            assertThat(Packs.HAIWAN.grids().stream().filter((GridShape grid) -> grid.contains(place)))
                    .hasSize(1);
        });
    }

    @Test
    void mergesOnlyIntoWhatWasReportedBefore() {
        Map<String, Instant> starts = scripts.stream().collect(Collectors.toMap(CaseScript::name, CaseScript::start));

        assertThat(scripts.stream().flatMap(script -> script.steps().stream()).filter(step -> step.act() == Act.MERGE))
                .isNotEmpty()
                .allSatisfy(step -> {
                    Later.CaseOf main = (Later.CaseOf) step.body().get("into");
                    assertThat(starts.get(main.script())).isBefore(step.at());
                });
    }

    @Test
    void whoReviewsAReturnDidNotDispatchIt() {
        assertThat(scripts.stream()
                        .filter(script -> script.steps().stream().anyMatch(step -> step.act() == Act.REVIEW_RETURN)))
                .isNotEmpty()
                .allSatisfy(script ->
                        assertThat(account(script, Act.REVIEW_RETURN)).isNotEqualTo(account(script, Act.DISPATCH)));
    }

    @Test
    void limitTakesTheFirst() {
        List<CaseScript> few = GeneratedSource.of(Packs.HAIWAN, 30, 7, 12).scripts(0);

        assertThat(few).hasSize(12).extracting(CaseScript::name).first().isEqualTo("gen-7-000001");
    }

    private static GeneratedSource source(long seed) {
        return GeneratedSource.of(Packs.HAIWAN, 60, seed, Integer.MAX_VALUE);
    }

    private static ZonedDateTime local(CaseScript script) {
        return script.start().atZone(Packs.HAIWAN.zone());
    }

    private static String account(CaseScript script, Act act) {
        return script.steps().stream()
                .filter(step -> step.act() == act)
                .map(Step::account)
                .findFirst()
                .orElseThrow();
    }
}
