package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.dispatch.dispatching.CommandCenterScene.DISPATCHER;
import static org.whistle.dispatch.dispatching.CommandCenterScene.NOW;
import static org.whistle.dispatch.dispatching.CommandCenterScene.emergency;
import static org.whistle.dispatch.dispatching.CommandCenterScene.ticketed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whistle.events.CaseEvent;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.ReturnReason;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceStore;

/** Whom an emergency alerts, and when (domain.md, Urgent lane). */
class DutyRosterTests {

    @Test
    void theCommandCenterAndTheLeadUnitAreAlertedAtOnce() {
        assertThat(DutyRoster.atOnce(emergency().record(), county("WATER")).map(PendingEvent::event))
                .containsExactly(
                        new DispatchEvent.DutyAlerted("COMMAND_CENTER", "ON_DUTY"),
                        new DispatchEvent.DutyAlerted("WATER", "ON_DUTY"));
        assertThat(DutyRoster.atOnce(emergency().record(), county("STREET")).map(PendingEvent::event))
                .as("the street's own unit is the one of the grid")
                .contains(new DispatchEvent.DutyAlerted("STREET-350999001", "ON_DUTY"));
    }

    @Test
    void anOrdinaryTicketAlertsNoOne() {
        CommandCenterScene scene = offered(ticketed());

        assertThat(DutyRoster.atOnce(scene.record(), county("WATER"))).isEmpty();
        assertThat(DutyRoster.next(scene.record())).isEmpty();
        assertThat(alerts(scene.record(), NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void everyUnitThatIsOfferedAPartIsAlertedAtOnceWhateverItsRole() {
        DispatchCommand dispatch = new DispatchCommand.Dispatch("WATER", List.of("SANITATION"), null, null);
        DispatchCommand more = new DispatchCommand.AddAssisting("URBAN_MGMT", null, null);

        assertThat(emergency()
                        .decide(DISPATCHER, dispatch)
                        .decide(DISPATCHER, more)
                        .emitted(DispatchEvent.DutyAlerted.class))
                .containsExactly(
                        alerted("ON_DUTY"),
                        new DispatchEvent.DutyAlerted("SANITATION", "ON_DUTY"),
                        new DispatchEvent.DutyAlerted("URBAN_MGMT", "ON_DUTY"));
        assertThat(ticketed()
                        .decide(DISPATCHER, dispatch)
                        .decide(DISPATCHER, more)
                        .emitted(DispatchEvent.DutyAlerted.class))
                .isEmpty();
    }

    @Test
    void theDeputyIsAlertedAfterFiveMinutesAndTheLeaderAfterTen() {
        DispatchCase offered = offered(emergency()).record();

        assertThat(DutyRoster.next(offered)).contains(minutes(5));
        assertThat(alerts(offered, minutes(5).minusNanos(1))).isEmpty();
        assertThat(alerts(offered, minutes(5))).containsExactly(alerted("DEPUTY"));

        DispatchCase deputy = DutyRoster.due(offered, minutes(5)).next();
        assertThat(DutyRoster.next(deputy)).contains(minutes(10));
        assertThat(alerts(deputy, minutes(10).minusNanos(1))).isEmpty();
        assertThat(alerts(deputy, minutes(10))).containsExactly(alerted("LEADER"));

        DispatchCase leader = DutyRoster.due(deputy, minutes(10)).next();
        assertThat(DutyRoster.next(leader)).isEmpty();
        assertThat(alerts(leader, minutes(600))).isEmpty();
    }

    @Test
    void aTimerThatComesLateAlertsBoth() {
        Outcome<DispatchCase> due = DutyRoster.due(offered(emergency()).record(), minutes(11));

        assertThat(due.events()).extracting(PendingEvent::event).containsExactly(alerted("DEPUTY"), alerted("LEADER"));
        assertThat(alerts(due.next(), minutes(12))).isEmpty();
    }

    @Test
    void anAcceptedPartAlertsNoMore() {
        CommandCenterScene scene = offered(emergency());
        scene.arrives(scene.unitSays("WATER", new DepartmentEvent.Accepted()));

        assertThat(DutyRoster.next(scene.record())).isEmpty();
        assertThat(alerts(scene.record(), minutes(60))).isEmpty();
    }

    @Test
    void aPartThatEndedAlertsNoMore() {
        CommandCenterScene scene = offered(emergency())
                .decide(DISPATCHER, new DispatchCommand.Recall(null, ReturnReason.OTHER, "派错", null));

        assertThat(DutyRoster.next(scene.record())).isEmpty();
        assertThat(alerts(scene.record(), minutes(60))).isEmpty();
    }

    private static CommandCenterScene offered(CommandCenterScene ticketed) {
        return ticketed.decide(DISPATCHER, new DispatchCommand.Dispatch("WATER", null, null, null));
    }

    private static DispatchEvent.DutyAlerted alerted(String duty) {
        return new DispatchEvent.DutyAlerted("WATER", duty);
    }

    private static Instant minutes(int minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    private static List<CaseEvent> alerts(DispatchCase record, Instant now) {
        return DutyRoster.due(record, now).events().stream()
                .map(PendingEvent::event)
                .toList();
    }

    /** A county in whose list this unit leads the condition of the scene's ticket. */
    private static Reference county(String leadUnit) {
        Reference.Condition condition = new Reference.Condition(
                "E0110-1",
                "E0110",
                "垃圾",
                "Waste",
                "堆放",
                "Heaps",
                4,
                ClockUnit.URGENT_HOUR,
                null,
                "清除",
                1,
                ClockUnit.URGENT_HOUR,
                true,
                EvidenceKind.PHOTO,
                leadUnit,
                List.of(),
                null,
                null);
        return new Reference(
                new ReferenceStore.Version("350999", 1, ""),
                new Reference.County("350999", "海湾县", "Haiwan", "Asia/Shanghai", "zh-CN", "2026-1", List.of(), null),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(condition.code(), condition),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }
}
