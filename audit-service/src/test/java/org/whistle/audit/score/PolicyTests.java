package org.whistle.audit.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.whistle.audit.score.Policies.other;
import static org.whistle.audit.score.Policies.reference;
import static org.whistle.audit.score.Policies.units;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;
import org.whistle.events.code.ScoreSubject;
import org.whistle.events.code.StreetMark;
import org.whistle.kit.reference.Reference;

class PolicyTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    @ParameterizedTest
    @CsvSource({
        "2025-12-31, none",
        "2026-01-01, 2026",
        "2026-06-30, 2026",
        "2026-07-01, 2026-second-half",
        "2026-12-31, 2026-second-half",
        "2027-01-01, 2027"
    })
    void theLastOneThatBeganIsInForce(LocalDate day, String code) {
        Reference all = reference(
                0.5,
                units("2027", "2027-01-01", 0.5),
                units("2026", "2026-01-01", 0.5),
                units("2026-second-half", "2026-07-01", 0.6));

        assertThat(Policy.on(day, all).map(Policy::code).orElse("none")).isEqualTo(code);
    }

    @Test
    void itReadsEverySubjectOfThePolicyAndNoOther() {
        Reference all = reference(
                0.5,
                units("2026", "2026-01-01", 0.5),
                other("2026", "2026-01-01", "GRID_WORKER", "VALID_REPORTS:50", "CHECKS_ON_TIME:50"),
                other("2025", "2025-01-01", "STREET", "TRUE_CLOSING:100"));
        Policy policy = Policy.on(DAY, all).orElseThrow();

        assertThat(policy.parts()).containsOnlyKeys(ScoreSubject.UNIT, ScoreSubject.GRID_WORKER);
        assertThat(policy.parts().get(ScoreSubject.UNIT)).containsEntry(ScorePart.CLOSING, new BigDecimal("20"));
        Policy.OfUnits units = java.util.Objects.requireNonNull(policy.units());
        assertThat(units.streetWeight()).isEqualByComparingTo("0.5");
        assertThat(units.marks()).containsEntry(StreetMark.QUALITY, new BigDecimal("35"));
        assertThat(units.deductions()).containsEntry(ScoreDeduction.FAILED_CHECK, new BigDecimal("0.2"));
    }

    @Test
    void aWeightBelowTheCountysMinimumIsRefused() {
        Policy policy = Policy.on(DAY, reference(0.5, units("2026", "2026-01-01", 0.49)))
                .orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.allowed(0.5))
                .withMessageContaining("street weight: 0.49");
        assertThatCode(() -> policy.allowed(0.49)).doesNotThrowAnyException();
        assertThatCode(() -> policy.allowed(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatDomainMdDoesNotAllowIsRefused(Reference.Policy record) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Policy.on(DAY, reference(0.5, record)).orElseThrow().allowed(0.5));
    }

    static Stream<Reference.Policy> unfit() {
        Reference.Policy fit = units("2026", "2026-01-01", 0.5);
        return Stream.of(
                other("2026", "2026-01-01", "GRID_WORKER", "CLOSING:100"),
                other("2026", "2026-01-01", "STREET", "ACCEPT_ON_TIME:100"),
                other("2026", "2026-01-01", "STREET", "TRUE_CLOSING:90"),
                other("2026", "2026-01-01", "STREET", "TRUE_CLOSING:110", "RECURRENCE:-10"),
                other("2026", "2026-01-01", "STREET", "HAPPINESS:100"),
                other("2026", "2026-01-01", "STREET", "TRUE_CLOSING"),
                other("2026", "2026-01-01", "STREET", "TRUE_CLOSING:all"),
                other("2026", "2026-01-01", "PLANET", "TRUE_CLOSING:100"),
                units("2026", "2026-01-01", null),
                units("2026", "2026-01-01", 1.01),
                new Reference.Policy(
                        fit.code(),
                        fit.policy(),
                        fit.validFrom(),
                        fit.subject(),
                        fit.parts(),
                        fit.streetWeight(),
                        List.of("QUALITY:99"),
                        fit.deductions(),
                        fit.deductionsMost(),
                        fit.bonusMost(),
                        fit.fewestRatings()));
    }

    @Test
    void itsDigestSaysWhetherAnythingChanged() {
        Policy one =
                Policy.on(DAY, reference(0.5, units("2026", "2026-01-01", 0.5))).orElseThrow();
        Policy same =
                Policy.on(DAY, reference(0.6, units("2026", "2026-01-01", 0.5))).orElseThrow();
        Policy other = Policy.on(DAY, reference(0.5, units("2026", "2026-01-01", 0.51)))
                .orElseThrow();

        assertThat(one.sha256())
                .isEqualTo(same.sha256())
                .isNotEqualTo(other.sha256())
                .hasSize(64);
    }
}
