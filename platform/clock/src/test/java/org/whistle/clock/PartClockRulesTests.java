package org.whistle.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.clock.ClockKind.ACCEPT;
import static org.whistle.clock.ClockKind.CHECK_IN;
import static org.whistle.clock.ClockKind.HANDLING;
import static org.whistle.clock.ClockKind.REWORK;
import static org.whistle.clock.Samples.ASSISTANT;
import static org.whistle.clock.Samples.LEAD;
import static org.whistle.clock.Samples.LEAD_AGAIN;
import static org.whistle.events.code.PartRole.ASSISTING;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.OfferedPart;
import org.whistle.events.Producer;
import org.whistle.events.code.PartRole;

/** The rows of the clock table that department-service owns; stories begin on Monday 23 November 2026 at 09:00. */
class PartClockRulesTests {

    private static final OfferedPart WATER = Samples.part(LEAD, "WATER", PartRole.LEAD, false);
    private static final OfferedPart WATER_AGAIN = Samples.part(LEAD_AGAIN, "WATER", PartRole.LEAD, true);
    private static final OfferedPart POWER = Samples.part(ASSISTANT, "POWER", ASSISTING, false);
    private static final List<FiledCondition> SUNKEN = List.of(Samples.SUNKEN);
    private static final List<FiledCondition> STAGES = List.of(Samples.FENCED_OFF, Samples.REPAIRED, Samples.REPLANTED);

    private final Story story = new Story();

    @Test
    void unitAcceptsWithinTheConditionsLimit() {
        story.then(Samples.dispatched(SUNKEN, WATER));
        assertThat(story.says(ACCEPT)).isEqualTo("due 2026-11-23 10:00");
        assertThat(story.clock(ACCEPT).owner()).isEqualTo(Producer.DEPARTMENT);
        story.then(new DepartmentEvent.Accepted(), LEAD);
        assertThat(story.says(ACCEPT)).isEqualTo("stopped");
    }

    @Test
    void handlingRunsSinceTheDispatchSoThatStallingBuysNothing() {
        story.then(Samples.dispatched(SUNKEN, WATER));
        story.at("2026-11-23 10:00").then(new DepartmentEvent.Accepted(), LEAD);
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-25 09:00");
        assertThat(story.clock(HANDLING).responsibleUnit()).isEqualTo("WATER");
        story.then(Samples.completed(), LEAD);
        assertThat(story.says(HANDLING)).isEqualTo("stopped");
    }

    @Test
    void designatedUnitHasTheSameClocks() {
        story.then(Samples.designated(SUNKEN, WATER));
        assertThat(story.says(ACCEPT)).isEqualTo("due 2026-11-23 10:00");
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-25 09:00");
    }

    @Test
    void emergencyIsCheckedInWithinHalfAnHour() {
        story.urgent().then(Samples.dispatched(List.of(Samples.MISSING), WATER));
        assertThat(story.says(CHECK_IN)).isEqualTo("due 2026-11-23 09:30");
        assertThat(story.says(ACCEPT)).isEqualTo("due 2026-11-23 09:15");
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-23 11:00");
        story.then(new DepartmentEvent.CheckedIn(5, "hash"), LEAD);
        assertThat(story.says(CHECK_IN)).isEqualTo("stopped");
    }

    @Test
    void nobodyChecksInOtherwise() {
        assertThat(story.then(Samples.dispatched(SUNKEN, WATER)).says(CHECK_IN)).isEqualTo("none");
    }

    @Test
    void everyPartHasItsOwnClocks() {
        story.then(Samples.dispatched(SUNKEN, WATER, POWER)).then(Samples.completed(), ASSISTANT);
        assertThat(story.says(HANDLING, ASSISTANT)).isEqualTo("stopped");
        assertThat(story.says(HANDLING, LEAD)).isEqualTo("due 2026-11-25 09:00");
    }

    @Test
    void addedAssistantStartsWithItsOffer() {
        story.then(Samples.ticketFiled(false, Samples.SUNKEN)).then(Samples.dispatched(SUNKEN, WATER));
        story.at("2026-11-24 09:00").then(new DispatchEvent.AssistantAdded(POWER, null), ASSISTANT);
        assertThat(story.says(ACCEPT, ASSISTANT)).isEqualTo("due 2026-11-24 10:00");
        assertThat(story.says(HANDLING, ASSISTANT)).isEqualTo("due 2026-11-26 09:00");
    }

    @Test
    void allStagesRunFromDispatchAndAcceptIsTheFirstOnes() {
        story.then(Samples.dispatched(STAGES, WATER));
        assertThat(story.says(ACCEPT)).isEqualTo("due 2026-11-23 09:15");
        assertThat(story.says("C0900-1")).isEqualTo("due 2026-11-23 11:00");
        assertThat(story.says("C0900-2")).isEqualTo("due 2026-11-26 09:00");
        assertThat(story.says("C0900-3")).isEqualTo("due 2026-12-04 00:00");
    }

    @Test
    void completedStageStopsItsOwnClockAlone() {
        story.then(Samples.dispatched(STAGES, WATER))
                .then(new DepartmentEvent.StageCompleted("C0900-1", "", List.of()), LEAD);
        assertThat(story.says("C0900-1")).isEqualTo("stopped");
        assertThat(story.says("C0900-2")).isEqualTo("due 2026-11-26 09:00");
        story.then(Samples.completed(), LEAD);
        assertThat(story.says("C0900-3")).isEqualTo("stopped");
    }

    @Test
    void returnReviewPausesThePartAndARefusalResumesIt() {
        story.then(Samples.dispatched(SUNKEN, WATER, POWER));
        story.at("2026-11-23 09:30").then(Samples.returnRequested(), LEAD);
        assertThat(Stream.of(ACCEPT, HANDLING).map(kind -> story.says(kind, LEAD)))
                .containsOnly("paused");
        assertThat(story.says(HANDLING, ASSISTANT)).isEqualTo("due 2026-11-25 09:00");
        story.at("2026-11-23 10:30").then(new DispatchEvent.ReturnRefused(true, ""), LEAD);
        assertThat(story.says(ACCEPT, LEAD)).isEqualTo("due 2026-11-23 11:00");
        assertThat(story.says(HANDLING, LEAD)).isEqualTo("due 2026-11-25 10:00");
    }

    @Test
    void suspensionPausesThePart() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(new DepartmentEvent.Accepted(), LEAD);
        story.at("2026-11-23 16:00").then(Samples.suspended(), LEAD);
        assertThat(story.says(HANDLING)).isEqualTo("paused");
        story.at("2026-12-01 08:00").then(new DispatchEvent.Resumed(true, null), LEAD);
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-12-02 11:00");
    }

    @Test
    void grantedExtensionMovesTheDeadlineAndWithdrawsTheMiss() {
        story.then(Samples.dispatched(SUNKEN, WATER));
        story.at("2026-11-25 10:00").then(new DeskEvent.DeadlineMissed(handling(), story.now()), LEAD);
        assertThat(story.book().wronglyMissed(Producer.DEPARTMENT, story.now())).isEmpty();
        story.then(Samples.granted("1 WORK_DAY"), LEAD);
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-26 09:00");
        assertThat(story.book().wronglyMissed(Producer.DEPARTMENT, story.now())).hasSize(1);
        assertThat(story.says(ACCEPT)).isEqualTo("due 2026-11-23 10:00");
    }

    @Test
    void sameUnitAgainGoesOnWhereARecallStoppedIt() {
        story.then(Samples.dispatched(SUNKEN, WATER)).at("2026-11-23 15:00").then(Samples.recalled(true));
        assertThat(story.says(HANDLING)).isEqualTo("stopped");
        story.at("2026-11-24 08:00").then(Samples.dispatched(SUNKEN, WATER_AGAIN));
        assertThat(story.clock(HANDLING).used()).isEqualTo(Duration.ofHours(4));
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-25 12:00");
        assertThat(story.says(ACCEPT)).isEqualTo("due 2026-11-24 09:00");
    }

    @Test
    void sameUnitKeepsBothItsExtensions() {
        story.then(Samples.dispatched(SUNKEN, WATER));
        story.at("2026-11-23 10:00").then(Samples.granted("1 WORK_DAY"), LEAD);
        story.at("2026-11-23 11:00").then(Samples.granted("1 WORK_DAY"), LEAD);
        story.at("2026-11-23 12:00").then(Samples.recalled(true));
        story.at("2026-11-23 14:00").then(Samples.dispatched(SUNKEN, WATER_AGAIN));
        assertThat(story.clock(HANDLING).extensions()).isEqualTo(2);
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-27 09:00");
    }

    @Test
    void anotherUnitStartsAnew() {
        story.then(Samples.dispatched(SUNKEN, WATER)).at("2026-11-23 15:00").then(Samples.recalled(true));
        story.at("2026-11-24 08:00")
                .then(Samples.dispatched(SUNKEN, Samples.part(LEAD_AGAIN, "POWER", PartRole.LEAD, true)));
        assertThat(story.clock(HANDLING).used()).isZero();
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-25 18:00");
    }

    @Test
    void recalledAssistantStopsAlone() {
        story.then(Samples.dispatched(SUNKEN, WATER, POWER)).then(Samples.recalled(false), ASSISTANT);
        assertThat(story.says(HANDLING, ASSISTANT)).isEqualTo("stopped");
        assertThat(story.says(HANDLING, LEAD)).isEqualTo("due 2026-11-25 09:00");
        assertThat(story.book().endedParts()).containsOnly(ASSISTANT);
    }

    @Test
    void reworkHasHalfTheLimit() {
        story.then(Samples.dispatched(SUNKEN, WATER, POWER)).then(Samples.completed(), ASSISTANT);
        story.then(Samples.completed(), LEAD).then(Samples.reworkOrdered(LEAD));
        assertThat(story.says(REWORK, LEAD)).isEqualTo("due 2026-11-24 09:00");
        assertThat(story.says(REWORK, ASSISTANT)).isEqualTo("none");
        assertThat(story.clock(REWORK).owner()).isEqualTo(Producer.DEPARTMENT);
        assertThat(story.clock(REWORK).responsibleUnit()).isEqualTo("WATER");
        story.then(Samples.completed(), LEAD);
        assertThat(story.says(REWORK)).isEqualTo("stopped");
    }

    @Test
    void reworkIsExtendedAndSuspendedLikeHandling() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.completed(), LEAD);
        story.then(Samples.reworkOrdered(LEAD)).then(Samples.granted("1 WORK_DAY"), LEAD);
        assertThat(story.says(REWORK)).isEqualTo("due 2026-11-25 09:00");
        assertThat(story.then(Samples.suspended(), LEAD).says(REWORK)).isEqualTo("paused");
    }

    private UUID handling() {
        return story.clock(HANDLING).clockId();
    }
}
