package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.whistle.events.Envelope;

class RandomCasesTests {

    @Test
    void theSameSeedIsTheSameLog() {
        assertThat(RandomCases.log(17)).isEqualTo(RandomCases.log(17)).isNotEqualTo(RandomCases.log(18));
    }

    @Test
    void betweenThemTheyComeToEveryMeasure() {
        Set<Measure> seen = new HashSet<>();
        LongStream.range(0, 3_000)
                .forEach(seed -> Facts.of(CaseStory.of(RandomCases.log(seed)), Told.CALENDARS)
                        .forEach(fact -> seen.add(fact.measure())));

        assertThat(seen).containsExactlyInAnyOrder(Measure.values());
    }

    @Test
    void everyBeginningOfALogCanBeTold() {
        for (long seed = 0; seed < 200; seed++) {
            var log = RandomCases.log(seed);
            for (int end = 0; end <= log.size(); end++) {
                assertThat(Facts.of(CaseStory.of(log.subList(0, end)), Told.CALENDARS))
                        .isNotNull();
            }
        }
    }

    @Test
    void anyOrderAndAnyGapCanBeTold() {
        var random = new java.util.Random(5);
        for (long seed = 0; seed < 500; seed++) {
            var log = new java.util.ArrayList<Envelope>(RandomCases.log(seed));
            java.util.Collections.shuffle(log, random);
            assertThat(Facts.of(CaseStory.of(log.subList(0, log.size() / 2)), Told.CALENDARS))
                    .isNotNull();
        }
    }
}
