package org.whistle.intake.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.whistle.intake.cases.Commands.CONFIRM;
import static org.whistle.intake.cases.Commands.VETO;
import static org.whistle.intake.cases.Stories.STREET;
import static org.whistle.intake.cases.Stories.STREET_LEADER;
import static org.whistle.intake.cases.Stories.confirming;
import static org.whistle.intake.cases.Stories.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Source;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.RefusedException;

/** What the street's silence does to a case that waits for its confirmation (domain.md, Check, confirmation, afterwards). */
class SilenceTests {

    @Test
    void silenceConfirmsWithoutARatingOnceTheDeadlineHasPassed() {
        DeskScene scene = confirming("SANITATION", Stories.ticketed());
        Instant late = deadline(scene.record()).plusNanos(1);

        Outcome<IntakeCase> outcome = IntakeMachine.timed(scene.record(), late);

        assertThat(outcome.events())
                .extracting(PendingEvent::event)
                .containsExactly(new IntakeEvent.Confirmed(null, true, null), new IntakeEvent.Closed(false));
        assertThat(outcome.next().state()).isEqualTo(CaseState.CLOSED);
        assertThat(outcome.next().progress().closedAt()).isEqualTo(late);
    }

    @Test
    void untilTheDeadlineSilenceDecidesNothing() {
        DeskScene scene = confirming("SANITATION", Stories.ticketed());

        assertUnchanged(scene.record(), deadline(scene.record()));
    }

    @Test
    void aStreetThatComesAfterItsSilenceCanOnlyReopen() {
        DeskScene scene = confirming("SANITATION", Stories.ticketed());
        scene.later(Duration.between(scene.now(), deadline(scene.record())).plusSeconds(1));

        scene.take(IntakeMachine.timed(scene.record(), scene.now()));

        assertThatThrownBy(() -> scene.decide(STREET, VETO))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(409));
        scene.decide(STREET, Commands.REOPEN);
        assertThat(scene.record().state()).isEqualTo(CaseState.STREET_PENDING);
    }

    @ParameterizedTest
    @EnumSource(names = {"CITIZEN", "HOTLINE_12345", "OPEN311"})
    void aCaseOfACitizenIsNeverClosedBySilence(Source source) {
        DeskScene scene = confirming("SANITATION", reported(source));
        assertUnchanged(scene.record(), yearsLater(scene));

        scene.missed(ClockKind.CONFIRMATION);
        assertUnchanged(scene.record(), yearsLater(scene));
        Clock leaders = scene.record()
                .clocks()
                .open(ClockKind.CONFIRMATION_LEADER)
                .findFirst()
                .orElseThrow();
        scene.later(Duration.ofDays(30));
        assertUnchanged(
                scene.record(), Objects.requireNonNull(leaders.deadline()).plusSeconds(1));

        scene.decide(STREET_LEADER, CONFIRM);
        assertThat(scene.record().state()).isEqualTo(CaseState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CITIZEN", "HOTLINE_12345", "OPEN311"})
    void aCaseOfAnyOtherSourceIsConfirmedBySilence(Source source) {
        DeskScene scene = confirming("SANITATION", reported(source));

        assertThat(IntakeMachine.timed(scene.record(), yearsLater(scene)).next().state())
                .isEqualTo(CaseState.CLOSED);
    }

    @TestFactory
    Stream<DynamicTest> inNoOtherStateDoesTimeAloneDecide() {
        return CasesByState.all().stream()
                .filter(sample -> sample.record().state() != CaseState.CONFIRMING)
                .map(sample -> DynamicTest.dynamicTest(
                        sample.name(), () -> assertUnchanged(sample.record(), yearsLater(sample.scene()))));
    }

    private static DeskScene reported(Source source) {
        DeskScene scene = DeskScene.reported(source, "reporter", false);
        if (scene.record().awaitsVerification()) {
            scene.decide(Stories.COMMUNITY, Commands.ASK).decide(Stories.GRID_WORKER, Commands.FOUND);
        }
        return ticket(scene);
    }

    private static Instant deadline(IntakeCase record) {
        return Objects.requireNonNull(record.clocks()
                .open(ClockKind.CONFIRMATION)
                .findFirst()
                .orElseThrow()
                .deadline());
    }

    private static Instant yearsLater(DeskScene scene) {
        return scene.now().plus(Duration.ofDays(1_000));
    }

    private static void assertUnchanged(IntakeCase record, Instant at) {
        Outcome<IntakeCase> outcome = IntakeMachine.timed(record, at);

        assertThat(outcome.events()).isEmpty();
        assertThat(outcome.next()).isEqualTo(record);
    }
}
