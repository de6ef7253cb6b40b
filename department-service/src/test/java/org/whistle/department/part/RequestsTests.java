package org.whistle.department.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.whistle.department.part.Commands.ACCEPT;
import static org.whistle.department.part.PartScene.LEAD;
import static org.whistle.department.part.PartScene.offered;
import static org.whistle.department.part.PartScene.routine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Limit;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.ExtensionReason;
import org.whistle.events.code.Role;
import org.whistle.events.code.SuspensionReason;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** How much a unit may ask for: extensions, suspensions and returns (domain.md, Transitions). */
class RequestsTests {

    /** Handled within 4 working hours. */
    private final PartScene scene = offered(routine()).decide(LEAD, ACCEPT);

    @Test
    void anExtensionIsAskedForInTheUnitOfTheLimitAndForTheLimitAtMost() {
        assertThat(scene.decided(scene.assignment(LEAD), extension(4)).events())
                .extracting(PendingEvent::event)
                .containsExactly(new DepartmentEvent.ExtensionRequested(
                        new Limit(4, ClockUnit.WORK_HOUR), ExtensionReason.WEATHER, "暴雨"));
        assertRefused(extension(5), "/amount", "OVER_THE_LIMIT");
    }

    @Test
    void aSuspensionMayLastAYear() {
        Instant latest = Instant.parse("2027-11-23T01:00:00Z");

        assertThat(scene.now()).isEqualTo("2026-11-23T01:00:00Z");
        assertThat(scene.decided(scene.assignment(LEAD), suspension(latest)).events())
                .extracting(PendingEvent::event)
                .containsExactly(new DepartmentEvent.SuspensionRequested(latest, SuspensionReason.SEASONAL, "汛期"));
        assertRefused(suspension(latest.plusNanos(1)), "/until", "OUTSIDE_A_YEAR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aSuspensionEndsInTheFuture(Duration fromNow) {
        assertRefused(suspension(scene.now().plus(fromNow)), "/until", "OUTSIDE_A_YEAR");
    }

    @Test
    void aDesignatedUnitMayOnlyAccept() {
        PartScene designated = PartScene.designated(routine());
        Caller liaison =
                new Caller("liaison", List.of(new Grant(Role.DEPARTMENT, List.of("350999"), "SANITATION")), null);

        assertThat(PartTable.TABLE.allowedActions(designated.assignment(LEAD), liaison, designated.now()))
                .containsExactly("accept");
        assertThatThrownBy(() -> designated.decide(LEAD, Commands.RETURN))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("RETURN_NOT_ALLOWED"));
    }

    private static PartCommand extension(int amount) {
        return new PartCommand.RequestExtension(amount, ExtensionReason.WEATHER, "暴雨", null);
    }

    private static PartCommand suspension(Instant until) {
        return new PartCommand.RequestSuspension(until, SuspensionReason.SEASONAL, "汛期", null);
    }

    private void assertRefused(PartCommand command, String pointer, String code) {
        assertThatThrownBy(() -> scene.decided(scene.assignment(LEAD), command))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new Refusal.Unprocessable(List.of(new Refusal.FieldError(pointer, code)))));
    }
}
