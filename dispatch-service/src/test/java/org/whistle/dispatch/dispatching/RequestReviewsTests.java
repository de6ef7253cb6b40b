package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.whistle.dispatch.dispatching.Stories.DISPATCHER;
import static org.whistle.dispatch.dispatching.Stories.LEADER;
import static org.whistle.dispatch.dispatching.Stories.accepted;
import static org.whistle.dispatch.dispatching.Stories.assisted;
import static org.whistle.dispatch.dispatching.Stories.takenOn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whistle.events.CaseEvent;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Limit;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.ExtensionReason;
import org.whistle.events.code.PartState;
import org.whistle.events.code.SuspensionReason;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** Dispatch checks extensions and suspensions by itself, not relying on the unit's desk (domain.md, Transitions). */
class RequestReviewsTests {

    private static final String UNIT = "SANITATION";
    private static final Instant NEXT_YEAR = Instant.parse("2027-11-23T01:00:00Z");

    @Test
    void twoExtensionsAreGrantedAtMost() {
        DeskScene scene = accepted(DeskScene.ticketed());
        for (int granted = 1; granted <= 2; granted++) {
            asks(scene, 2).decide(DISPATCHER, extension(scene, true, null));
            assertThat(scene.part(UNIT).reviews().extensions()).isEqualTo(granted);
        }

        asks(scene, 2);

        assertRefused(scene, DISPATCHER, extension(scene, true, null), "/approve", "TOO_MANY_EXTENSIONS");
        scene.decide(DISPATCHER, extension(scene, false, null));
        assertThat(scene.part(UNIT).request()).isNull();
    }

    @Test
    void refusedExtensionsAreNotCounted() {
        DeskScene scene = accepted(DeskScene.ticketed());
        for (int refused = 0; refused < 5; refused++) {
            asks(scene, 2).decide(DISPATCHER, extension(scene, false, null));
        }

        assertThat(grant(asks(scene, 2), DISPATCHER, extension(scene, true, null)))
                .containsExactly(new DispatchEvent.ExtensionGranted(hours(2), "看过了"));
    }

    @Test
    void anExtensionIsTheLimitAtMost() {
        DeskScene scene = asks(accepted(DeskScene.ticketed()), 5);

        assertRefused(scene, DISPATCHER, extension(scene, true, null), "/amount", "OVER_THE_LIMIT");
        assertRefused(scene, DISPATCHER, extension(scene, true, 5), "/amount", "OVER_THE_LIMIT");
        assertThat(grant(scene, DISPATCHER, extension(scene, true, 4)))
                .containsExactly(new DispatchEvent.ExtensionGranted(hours(4), "看过了"));
    }

    @Test
    void aDispatcherMayGrantLessThanWasAskedFor() {
        DeskScene scene = asks(accepted(DeskScene.ticketed()), 3);

        assertThat(grant(scene, DISPATCHER, extension(scene, true, 1)))
                .containsExactly(new DispatchEvent.ExtensionGranted(hours(1), "看过了"));
    }

    @Test
    void twoSuspensionsAreGrantedAtMost() {
        DeskScene scene = accepted(DeskScene.ticketed());
        Instant until = DeskScene.NOW.plus(Duration.ofDays(30));
        for (int granted = 1; granted <= 2; granted++) {
            asksUntil(scene, until).decide(LEADER, suspension(scene, true, null));
            scene.decide(LEADER, new DispatchCommand.Resume(scene.part(UNIT).assignmentId(), "恢复", null));
            assertThat(scene.part(UNIT).reviews().suspensions()).isEqualTo(granted);
        }

        asksUntil(scene, until);

        assertRefused(scene, LEADER, suspension(scene, true, null), "/approve", "TOO_MANY_SUSPENSIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T01:00:00Z", "2026-11-22T01:00:00Z", "2027-11-23T01:00:00.000000001Z"})
    void aSuspensionEndsInTheFutureAndWithinAYear(Instant until) {
        DeskScene scene = asksUntil(accepted(DeskScene.ticketed()), until);

        assertRefused(scene, LEADER, suspension(scene, true, null), "/until", "OUTSIDE_A_YEAR");
        assertThat(grant(scene, LEADER, suspension(scene, true, NEXT_YEAR)))
                .containsExactly(new DispatchEvent.Suspended(NEXT_YEAR, "看过了"));
    }

    @Test
    void aSuspendedLeadResumesByItselfOnItsDate() {
        Instant until = DeskScene.NOW.plus(Duration.ofDays(7));
        DeskScene scene = asksUntil(accepted(DeskScene.ticketed()), until);
        DispatchCase suspended =
                scene.decide(LEADER, suspension(scene, true, null)).record();

        assertThat(suspended.state()).isEqualTo(CaseState.SUSPENDED);
        assertThat(TimedTransitions.next(suspended)).contains(until);
        assertThat(TimedTransitions.due(suspended, until.minusNanos(1), UnaryOperator.identity()))
                .isEqualTo(Outcome.of(suspended));
        Outcome<DispatchCase> resumed = TimedTransitions.due(suspended, until, UnaryOperator.identity());

        assertThat(resumed.events())
                .extracting(PendingEvent::event)
                .containsExactly(new DispatchEvent.Resumed(true, null));
        assertThat(resumed.next().state()).isEqualTo(CaseState.HANDLING);
        assertThat(resumed.next().parts()).extracting(Part::state).containsExactly(PartState.HANDLING);
        assertThat(TimedTransitions.next(resumed.next())).isEmpty();
    }

    @Test
    void anAssistantThatResumesMovesTheLeadNowhere() {
        Instant until = DeskScene.NOW.plus(Duration.ofDays(7));
        DeskScene scene = takenOn(assisted(), "WATER");
        scene.unitSays("WATER", new DepartmentEvent.SuspensionRequested(until, SuspensionReason.SEASONAL, "等春天"));
        scene.decide(LEADER, Commands.approveSuspension(scene.part("WATER")));

        DispatchCase resumed = TimedTransitions.due(scene.record(), until, UnaryOperator.identity())
                .next();

        assertThat(scene.record().state()).isEqualTo(CaseState.DISPATCHED);
        assertThat(resumed.state()).isEqualTo(CaseState.DISPATCHED);
        assertThat(resumed.parts()).extracting(Part::state).containsExactly(PartState.OFFERED, PartState.HANDLING);
    }

    private static DeskScene asks(DeskScene scene, int hours) {
        return scene.unitSays(
                UNIT, new DepartmentEvent.ExtensionRequested(hours(hours), ExtensionReason.WEATHER, "下雨"));
    }

    private static DeskScene asksUntil(DeskScene scene, Instant until) {
        return scene.unitSays(UNIT, new DepartmentEvent.SuspensionRequested(until, SuspensionReason.SEASONAL, "等春天"));
    }

    private static DispatchCommand extension(DeskScene scene, boolean approve, @Nullable Integer amount) {
        return new DispatchCommand.ReviewExtension(scene.part(UNIT).assignmentId(), approve, amount, "看过了", null);
    }

    private static DispatchCommand suspension(DeskScene scene, boolean approve, @Nullable Instant until) {
        return new DispatchCommand.ReviewSuspension(scene.part(UNIT).assignmentId(), approve, until, "看过了", null);
    }

    private static Limit hours(int amount) {
        return new Limit(amount, ClockUnit.WORK_HOUR);
    }

    /** The events of a decision; the scene does not change. */
    private static List<CaseEvent> grant(DeskScene scene, Caller caller, DispatchCommand command) {
        return scene.decided(scene.record(), command, caller).events().stream()
                .map(PendingEvent::event)
                .toList();
    }

    private static void assertRefused(
            DeskScene scene, Caller caller, DispatchCommand command, String pointer, String code) {
        assertThatThrownBy(() -> scene.decide(caller, command))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new Refusal.Unprocessable(List.of(new Refusal.FieldError(pointer, code)))));
    }
}
