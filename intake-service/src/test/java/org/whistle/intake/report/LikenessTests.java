package org.whistle.intake.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTests {

    @ParameterizedTest
    @CsvSource({
        // metres, radius, same, text, age in days, score
        "0, 50, true, 1, 0, 1",
        "25, 50, true, 1, 0, 0.8",
        "50, 50, true, 0, 30, 0.25",
        "0, 50, false, 1, 0, 0.75",
        "10, 50, true, 0.5, 15, 0.745",
        "10, 100, true, 0, 400, 0.61",
    })
    void addsUpItsParts(double metres, double radius, boolean same, double text, int days, double score) {
        assertThat(new Likeness(metres, radius, same, text, Duration.ofDays(days)).score())
                .isCloseTo(score, within(1e-9));
    }

    @Test
    void aCaseFromTheFutureIsAsFreshAsOneOfNow() {
        assertThat(new Likeness(0, 50, true, 1, Duration.ofHours(-3)).score()).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "50, true, 0, true",
        "50.1, true, 1, false",
        "0, false, 0.4, true",
        "0, false, 0.39, false",
        "51, false, 1, false",
    })
    void anotherCategoryHasToSayAlmostTheSameAndNothingMayBeTooFar(
            double metres, boolean same, double text, boolean plausible) {
        assertThat(new Likeness(metres, 50, same, text, Duration.ZERO).plausible())
                .isEqualTo(plausible);
    }
}
