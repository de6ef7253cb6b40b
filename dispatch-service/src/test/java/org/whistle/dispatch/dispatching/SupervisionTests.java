package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.whistle.dispatch.dispatching.Stories.LEADER;
import static org.whistle.dispatch.dispatching.Stories.accepted;
import static org.whistle.dispatch.dispatching.Stories.appealed;
import static org.whistle.dispatch.dispatching.Stories.assisted;
import static org.whistle.dispatch.dispatching.Stories.dispatched;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.clock.ClockKind;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.code.Role;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** Supervision 督办, misconduct 弄虚作假 and appeals 申诉: what the command leader decides about others' work. */
class SupervisionTests {

    private static final UUID APPEAL = new UUID(5, 5);

    @ParameterizedTest
    @CsvSource({"BLUE, BLUE", "ORANGE, BLUE", "ORANGE, ORANGE"})
    void supervisionOnlyGoesUpward(SupervisionLevel present, SupervisionLevel next) {
        DeskScene scene = accepted(DeskScene.ticketed()).decide(LEADER, Commands.supervise(present));

        assertRefusedField(scene, LEADER, Commands.supervise(next), "/level", "ONLY_UPWARD");
        scene.decide(LEADER, Commands.supervise(SupervisionLevel.RED));
        assertThat(level(scene.record())).isEqualTo(SupervisionLevel.RED);
    }

    @Test
    void aPartThatIsSupervisedIsOneThatAUnitHolds() {
        DeskScene scene = accepted(DeskScene.ticketed());

        assertRefusedField(
                scene,
                LEADER,
                new DispatchCommand.Supervise(new UUID(4, 4), SupervisionLevel.BLUE, "督", null),
                "/assignmentId",
                "UNKNOWN_PART");
    }

    @Test
    void aMissedHandlingClockIsSupervisedBlueByRule() {
        DeskScene scene = accepted(DeskScene.ticketed());
        Part part = scene.part("SANITATION");

        Outcome<DispatchCase> outcome = missed(scene, ClockKind.HANDLING, part);

        assertThat(outcome.events()).singleElement().satisfies(pendingEvent -> {
            assertThat(pendingEvent.assignmentId()).isEqualTo(part.assignmentId());
            assertThat(pendingEvent.event())
                    .isEqualTo(new DispatchEvent.Supervised(SupervisionLevel.BLUE, true, "处置超期，自动蓝色督办"));
        });
        assertThat(level(outcome.next())).isEqualTo(SupervisionLevel.BLUE);
    }

    @Test
    void noOtherMissedClockIsSupervisedByRule() {
        DeskScene scene = dispatched(DeskScene.ticketed());

        assertThat(Oversight.missed(
                        scene.record(), missOf(scene, ClockKind.ACCEPT, scene.part("SANITATION")), UUID::randomUUID))
                .isEmpty();
    }

    @Test
    void theRuleLeavesAHigherSupervisionAlone() {
        DeskScene scene = accepted(DeskScene.ticketed()).decide(LEADER, Commands.supervise(SupervisionLevel.ORANGE));

        assertThat(Oversight.missed(
                        scene.record(), missOf(scene, ClockKind.HANDLING, scene.part("SANITATION")), UUID::randomUUID))
                .isEmpty();
    }

    @Test
    void theBlueOfAMissIsWithdrawnWithTheMiss() {
        DeskScene scene = accepted(DeskScene.ticketed());
        Part part = scene.part("SANITATION");
        Outcome<DispatchCase> blue = missed(scene, ClockKind.HANDLING, part);
        UUID clock = missOf(scene, ClockKind.HANDLING, part).clockId();
        UUID supervision = blue.events().getFirst().id();

        assertThat(Oversight.withdrawn(blue.next(), new DeskEvent.MissWithdrawn(new UUID(3, 3), new UUID(3, 4))))
                .as("the miss of another clock")
                .isEmpty();
        assertThat(Oversight.withdrawn(blue.next(), new DeskEvent.MissWithdrawn(clock, new UUID(3, 4))))
                .hasValueSatisfying(outcome -> {
                    assertThat(outcome.next().standing().supervision()).isNull();
                    assertThat(outcome.events())
                            .extracting(PendingEvent::event)
                            .containsExactly(new DispatchEvent.SupervisionWithdrawn(supervision));
                });
    }

    @Test
    void whatALeaderRaisedStaysThoughTheMissIsWithdrawn() {
        DeskScene scene = accepted(DeskScene.ticketed());
        UUID clock = missOf(scene, ClockKind.HANDLING, scene.part("SANITATION")).clockId();
        scene.deskSays(new DeskEvent.DeadlineMissed(clock, DeskScene.NOW), "SANITATION")
                .decide(LEADER, Commands.supervise(SupervisionLevel.ORANGE));

        assertThat(Oversight.withdrawn(scene.record(), new DeskEvent.MissWithdrawn(clock, new UUID(3, 4))))
                .isEmpty();
    }

    @Test
    void misconductIsFoundOfUnitsThatHadAPart() {
        DeskScene scene = assisted();

        assertRefusedField(scene, LEADER, misconduct("FORESTRY"), "/unit", "NOT_INVOLVED");
        for (String unit : List.of("SANITATION", "WATER")) {
            assertThat(scene.decided(scene.record(), misconduct(unit), LEADER).events())
                    .extracting(PendingEvent::event)
                    .containsExactly(new DispatchEvent.MisconductFound(unit, "照片系伪造", List.of("photo")));
        }
    }

    @Test
    void anAppealIsReviewedOnceAndDecidedOnceByAnotherPerson() {
        DeskScene scene = appealed();
        Caller both = new Caller(
                "both",
                List.of(
                        new Grant(Role.DISPATCHER, List.of("350999"), null),
                        new Grant(Role.COMMAND_LEADER, List.of("350999"), null)),
                "request");

        assertRefused(scene, LEADER, decide(), "NO_APPEAL");
        scene.decide(both, review());
        assertRefused(scene, both, decide(), "OWN_DECISION");
        assertRefused(scene, Stories.REVIEWER, review(), "NO_APPEAL");
        scene.decide(LEADER, decide());

        assertThat(scene.record().standing().appeal(APPEAL)).hasValueSatisfying(appeal -> {
            assertThat(appeal.reviewer()).isEqualTo("both");
            assertThat(appeal.upheld()).isTrue();
        });
        assertRefused(scene, LEADER, decide(), "NO_APPEAL");
    }

    private static DispatchCommand review() {
        return new DispatchCommand.ReviewAppeal(APPEAL, false, "属实", null);
    }

    private static DispatchCommand decide() {
        return new DispatchCommand.DecideAppeal(APPEAL, true, "成立", null);
    }

    private static DispatchCommand misconduct(String unit) {
        return new DispatchCommand.FindMisconduct(unit, "照片系伪造", List.of("photo"), null);
    }

    private static Outcome<DispatchCase> missed(DeskScene scene, ClockKind kind, Part part) {
        return Oversight.missed(scene.record(), missOf(scene, kind, part), () -> new UUID(9, 9))
                .orElseThrow();
    }

    private static DeskEvent.DeadlineMissed missOf(DeskScene scene, ClockKind kind, Part part) {
        UUID clock = scene.record()
                .clocks()
                .open(kind, part.assignmentId())
                .findFirst()
                .orElseThrow()
                .clockId();
        return new DeskEvent.DeadlineMissed(clock, DeskScene.NOW);
    }

    private static @Nullable SupervisionLevel level(DispatchCase record) {
        RoundStatus.Supervision present = record.standing().supervision();
        return present == null ? null : present.level();
    }

    private static void assertRefused(DeskScene scene, Caller caller, DispatchCommand command, String code) {
        assertThatThrownBy(() -> scene.decide(caller, command))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private static void assertRefusedField(
            DeskScene scene, Caller caller, DispatchCommand command, String pointer, String code) {
        assertThatThrownBy(() -> scene.decide(caller, command))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new Refusal.Unprocessable(List.of(new Refusal.FieldError(pointer, code)))));
    }
}
