package org.whistle.intake.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.whistle.intake.cases.DeskScene.caller;
import static org.whistle.intake.cases.Stories.closed;
import static org.whistle.intake.cases.Stories.emergency;
import static org.whistle.intake.cases.Stories.patrol;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.problem.RefusedException;

/** Which closing of a stratum is drawn, and what the checker of another street sees and may do (domain.md, Check, confirmation, afterwards). */
class SpotChecksTests {

    private static final Caller CHECKER = caller(
            "grid-other", Role.GRID_WORKER, DeskScene.OTHER_STREET + "001001", DeskScene.OTHER_STREET + "001002");

    @Test
    void unitsOfTwoCountiesAreCountedApart() {
        assertThat(SpotChecks.stratum("350999001", "WATER")).isEqualTo("UNIT/350999/WATER");
        assertThat(SpotChecks.stratum("350998001", "WATER")).isEqualTo("UNIT/350998/WATER");
        assertThat(SpotChecks.stratum("350999001", null)).isEqualTo("SELF/350999001");
    }

    @ParameterizedTest
    @CsvSource({"0.05, 20", "0.10, 10"})
    void oneClosingInSoManyIsDrawnEvenly(double rate, int oneIn) {
        for (double offset : new double[] {0.02, 0.33, 0.51, 0.77, 0.98}) {
            List<Long> drawn = LongStream.rangeClosed(1, 1_000)
                    .filter(number -> SpotChecks.drawn(number, rate, offset))
                    .boxed()
                    .toList();

            assertThat(drawn).as("offset %s", offset).hasSize(1_000 / oneIn);
            for (int i = 0; i < drawn.size(); i++) {
                assertThat((drawn.get(i) - 1) / oneIn).as("offset %s", offset).isEqualTo(i);
            }
        }
    }

    @Test
    void whichOneIsDrawnDependsOnTheSeed() {
        assertThat(LongStream.rangeClosed(1, 10).filter(n -> SpotChecks.drawn(n, 0.10, 0.02)))
                .containsExactly(10L);
        assertThat(LongStream.rangeClosed(1, 10).filter(n -> SpotChecks.drawn(n, 0.10, 0.98)))
                .containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seed/SELF/350999001", "seed/SELF/350999002", "seed/UNIT/SANITATION"})
    void aFractionIsBetweenZeroAndOneAndTheSameForTheSameText(String text) {
        assertThat(SpotChecks.fraction(text)).isBetween(0.0, 1.0).isNotEqualTo(1.0);
        assertThat(SpotChecks.fraction(text)).isEqualTo(SpotChecks.fraction(text));
        assertThat(SpotChecks.fraction(text)).isNotEqualTo(SpotChecks.fraction(text + "."));
    }

    @Test
    void theCheckerSeesTheCaseButNotWhoHandledItAndMayOnlyCheck() {
        DeskScene scene = Stories.confirming("SANITATION", Stories.ticket(Stories.verified()))
                .decide(Stories.STREET, Commands.CONFIRM)
                .drawnFor(DeskScene.OTHER_STREET);

        IntakeAnswers.CaseDetails blind = details(scene, CHECKER);
        IntakeAnswers.CaseDetails open = details(scene, Stories.STREET);

        assertThat(open.leadUnit()).isEqualTo("SANITATION");
        assertThat(open.whistleKind()).isEqualTo("ROUTINE");
        assertThat(blind.leadUnit()).isNull();
        assertThat(blind.whistleKind()).isNull();
        assertThat(open.deadlines()).isNotEmpty();
        assertThat(blind.deadlines()).isEmpty();
        assertThat(blind.description()).isEqualTo(open.description());
        assertThat(blind.position()).isEqualTo(open.position());
        assertThat(blind.allowedActions()).containsExactly("spot-check");
    }

    @Test
    void theCheckerDoesNotSeeHowFastSomebodyArrived() {
        DeskScene scene = Stories.accepted(emergency(), "SANITATION")
                .arrives(new DepartmentEvent.CheckedIn(12, "salted"), DeskScene.LEAD);
        Stories.pass(Stories.completed(scene, "SANITATION")).decide(Stories.STREET, Commands.CONFIRM);

        assertThat(details(scene.drawnFor(DeskScene.OTHER_STREET), Stories.STREET)
                        .arrival())
                .isNotNull();
        assertThat(details(scene, CHECKER).arrival()).isNull();
    }

    @Test
    void aCallerWhoSeesTheCaseAnywayIsNotBlind() {
        DeskScene scene = closed(patrol()).drawnFor(DeskScene.OTHER_STREET);
        Caller both = new Caller(
                "both",
                List.of(
                        new Grant(Role.GRID_WORKER, List.of(DeskScene.OTHER_STREET + "001001"), null),
                        new Grant(Role.SUPERVISOR, List.of(DeskScene.COUNTY), null)),
                "request");

        assertThat(details(scene, both).leadUnit()).isEqualTo("SANITATION");
    }

    @Test
    void onlyTheStreetDrawnChecksAndOnlyOnce() {
        DeskScene scene = closed(patrol()).drawnFor(DeskScene.OTHER_STREET);
        Caller third = caller("grid-third", Role.GRID_WORKER, "350999003001001");

        assertRefused(scene, third, 404);
        assertRefused(scene, Stories.GRID_WORKER, 403);
        scene.decide(CHECKER, Commands.spotCheck(true));

        assertThat(scene.record().state()).isEqualTo(CaseState.CLOSED);
        assertRefused(scene, CHECKER, 404);
    }

    @Test
    void aFailedSpotCheckStartsTheNextRoundAtTheStreet() {
        DeskScene scene = closed(patrol()).drawnFor(DeskScene.OTHER_STREET);

        scene.decide(CHECKER, Commands.spotCheck(false));

        assertThat(scene.record().state()).isEqualTo(CaseState.STREET_PENDING);
        assertThat(scene.record().round()).isEqualTo(2);
        assertThat(scene.record().progress().spotCheck()).isNull();
    }

    private static IntakeAnswers.CaseDetails details(DeskScene scene, Caller caller) {
        return IntakeAnswers.details(new Stored<>(scene.record(), 1, 1, Instant.EPOCH), caller);
    }

    private static void assertRefused(DeskScene scene, Caller caller, int status) {
        assertThatThrownBy(() -> scene.decide(caller, Commands.spotCheck(true)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(status));
    }
}
