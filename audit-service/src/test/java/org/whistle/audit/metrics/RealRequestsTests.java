package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whistle.events.Envelope;

class RealRequestsTests {

    private static final List<List<Envelope>> LOGS = RealRequests.logs();

    @Test
    void everyRequestIsACaseOpenedAndClosedWhenItReallyWas() {
        assertThat(LOGS).hasSize(9_989);
        assertThat(LOGS.getFirst().getFirst().time()).isEqualTo(Instant.parse("2020-01-01T08:05:00Z"));
        CaseStory first = CaseStory.of(LOGS.getFirst());
        assertThat(java.util.Objects.requireNonNull(first.rounds().getFirst().end())
                        .at())
                .isEqualTo(Instant.parse("2020-01-02T16:43:00Z"));
        assertThat(first.parts()).extracting(StoryPart::unit).containsExactly("BOS");
    }

    @Test
    void everyLogIsInTheOrderOfTime() {
        assertThat(LOGS)
                .allSatisfy(log -> assertThat(log).extracting(Envelope::time).isSorted());
    }

    @Test
    void betweenThemTheyComeToAllThatAUnitIsScoredBy() {
        Set<Measure> seen = new HashSet<>();
        LOGS.forEach(log ->
                Facts.of(CaseStory.of(log), (_, _) -> LosAngeles.calendar()).forEach(fact -> seen.add(fact.measure())));

        assertThat(seen)
                .contains(
                        Measure.ACCEPTED_ON_TIME,
                        Measure.HANDLED_ON_TIME,
                        Measure.SETTLED,
                        Measure.FIRST_CHECKS_PASSED,
                        Measure.RETURNS_JUSTIFIED,
                        Measure.RETURNS_REFUSED,
                        Measure.SATISFIED,
                        Measure.MARK_QUALITY,
                        Measure.FAILED_FEWER_CHECKS,
                        Measure.FAILED_THREE_CHECKS,
                        Measure.MISCONDUCT,
                        Measure.SUPERVISED_ORANGE,
                        Measure.SUPERVISED_RED);
    }
}
