package org.whistle.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.clock.ClockKind.ACCEPT;
import static org.whistle.clock.ClockKind.COMMUNITY_TRIAGE;
import static org.whistle.clock.ClockKind.HANDLING;
import static org.whistle.clock.ClockKind.RETURN_REVIEW;
import static org.whistle.clock.Samples.ASSISTANT;
import static org.whistle.clock.Samples.LEAD;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.FiledCondition;
import org.whistle.events.OfferedPart;
import org.whistle.events.Producer;
import org.whistle.events.code.PartRole;

/** What is due for a service's timer, and the effect of superseded decisions. */
class ClockBookTests {

    private static final OfferedPart WATER = Samples.part(LEAD, "WATER", PartRole.LEAD, false);
    private static final OfferedPart POWER = Samples.part(ASSISTANT, "POWER", PartRole.ASSISTING, false);
    private static final List<FiledCondition> SUNKEN = List.of(Samples.SUNKEN);

    private final Story story = new Story();

    @Test
    void firesTheWarningAtThreeQuartersAndTheMissAfterTheDeadline() {
        story.then(Samples.reported(false));
        assertThat(due("2026-11-23 11:59:59")).isEmpty();
        assertThat(due("2026-11-23 12:00")).extracting(ClockBook.Due::miss).containsExactly(false);
        story.at("2026-11-23 12:00").then(new DeskEvent.DeadlineWarned(triage(), at("2026-11-23 15:00")));
        assertThat(due("2026-11-23 15:00")).isEmpty();
        assertThat(due("2026-11-23 15:00:01")).extracting(ClockBook.Due::miss).containsExactly(true);
        story.at("2026-11-23 15:01").then(missed());
        assertThat(due("2026-11-24 15:00")).isEmpty();
    }

    @Test
    void looksAgainAtTheWarningAndJustAfterTheDeadline() {
        story.then(Samples.reported(false));
        assertThat(story.book().nextDue(Producer.INTAKE)).contains(at("2026-11-23 12:00"));
        assertThat(story.book().nextDue(Producer.DEPARTMENT)).isEmpty();
        story.then(new DeskEvent.DeadlineWarned(triage(), at("2026-11-23 15:00")));
        assertThat(story.book().nextDue(Producer.INTAKE))
                .contains(at("2026-11-23 15:00").plusNanos(1_000));
        assertThat(story.then(missed()).book().nextDue(Producer.INTAKE)).isEmpty();
    }

    @Test
    void nobodyButTheOwnerFires() {
        story.then(Samples.reported(false));
        assertThat(story.book().due(Producer.DISPATCH, at("2026-12-31 12:00"))).isEmpty();
    }

    @Test
    void pausedClockFiresNothingEvenIfItsWarningWasDue() {
        story.then(Samples.reported(false)).at("2026-11-23 14:30").then(Samples.verificationRequested());
        assertThat(story.book().due(Producer.INTAKE, at("2026-11-23 14:31"))).isEmpty();
    }

    @Test
    void warnsAgainOnlyWhenThreeQuartersAreStillToCome() {
        story.then(Samples.dispatched(SUNKEN, WATER)).at("2026-11-24 15:00");
        story.then(new DeskEvent.DeadlineWarned(handling(), at("2026-11-25 09:00")), LEAD);
        story.at("2026-11-24 16:00").then(outage("2026-11-24 15:30", null));
        assertThat(story.clock(HANDLING).warned()).isTrue();
        Clock recomputed = story.clock(HANDLING).recomputed(withHoliday("2026-11-25"));
        assertThat(recomputed.deadline()).isEqualTo(at("2026-11-26 09:30"));
        assertThat(recomputed.warned()).isTrue();
        story.then(Samples.granted("1 WORK_DAY"), LEAD);
        assertThat(story.clock(HANDLING).warned()).isFalse();
    }

    @Test
    void warnsAgainOfAClockThatWasExtendedWhilePaused() {
        story.then(Samples.dispatched(SUNKEN, WATER)).at("2026-11-24 15:00");
        story.then(new DeskEvent.DeadlineWarned(handling(), at("2026-11-25 09:00")), LEAD);
        story.at("2026-11-24 16:00").then(Samples.suspended(), LEAD).then(Samples.granted("1 WORK_DAY"), LEAD);
        story.at("2026-11-30 08:00").then(new DispatchEvent.Resumed(true, null), LEAD);
        assertThat(story.clock(HANDLING).warned()).isFalse();
        assertThat(story.clock(HANDLING).warning()).isEqualTo(at("2026-11-30 15:00"));
    }

    @Test
    void earlierTimedStopWithdrawsTheMiss() {
        story.then(Samples.reported(false)).at("2026-11-23 15:01").then(missed());
        assertThat(story.book().wronglyMissed(Producer.INTAKE, story.now())).isEmpty();
        story.at("2026-11-23 14:59").then(Samples.escalated());
        assertThat(story.book().wronglyMissed(Producer.DISPATCH, story.now())).isEmpty();
        assertThat(story.book().wronglyMissed(Producer.INTAKE, story.now())).hasSize(1);
        UUID miss = story.clock(COMMUNITY_TRIAGE).missed();
        assertThat(miss).isNotNull();
        story.then(new DeskEvent.MissWithdrawn(triage(), miss));
        assertThat(story.book().wronglyMissed(Producer.INTAKE, story.now())).isEmpty();
    }

    @Test
    void laterStopLeavesTheMissStanding() {
        story.then(Samples.reported(false)).at("2026-11-23 15:01").then(missed());
        story.at("2026-11-23 16:00").then(Samples.escalated());
        assertThat(story.book().wronglyMissed(Producer.INTAKE, story.now())).isEmpty();
    }

    @Test
    void outagePausesWhatItsServiceOwns() {
        story.then(Samples.reported(false)).then(Samples.dispatched(SUNKEN, WATER));
        story.at("2026-11-23 11:00").then(outage("2026-11-23 10:30", null));
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-25 09:30");
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("due 2026-11-23 15:00");
    }

    @Test
    void outageBeforeAClockStartedCostsItNothingMore() {
        story.then(Samples.dispatched(SUNKEN, WATER)).at("2026-11-23 09:30");
        story.then(outage("2026-11-23 08:30", null));
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-25 09:30");
    }

    @Test
    void outageMayBeAboutOneClock() {
        story.then(Samples.dispatched(SUNKEN, WATER)).at("2026-11-23 09:30");
        story.then(outage("2026-11-23 09:00", handling()));
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-25 09:30");
        assertThat(story.says(ACCEPT)).isEqualTo("due 2026-11-23 10:00");
    }

    @Test
    void outageOverADeadlineWithdrawsTheMiss() {
        story.then(Samples.dispatched(SUNKEN, WATER)).at("2026-11-23 10:00:01");
        story.then(new DeskEvent.DeadlineMissed(story.clock(ACCEPT).clockId(), at("2026-11-23 10:00")), LEAD);
        story.at("2026-11-23 10:30").then(outage("2026-11-23 09:50", null));
        assertThat(story.book().wronglyMissed(Producer.DEPARTMENT, story.now()))
                .extracting(Clock::kind)
                .containsExactly(ACCEPT);
        assertThat(story.says(ACCEPT)).isEqualTo("due 2026-11-23 10:40");
    }

    @Test
    void supersededDecisionLeavesNoTrace() {
        story.then(Samples.dispatched(SUNKEN, WATER)).at("2026-11-23 09:30");
        ClockBook before = story.book();
        story.then(Samples.returnRequested(), LEAD);
        story.at("2026-11-23 09:40").then(superseded(story.last(), "PART_ENDED"), LEAD);
        assertThat(story.book()).isEqualTo(before);
    }

    @Test
    void supersededDecisionLeavesNoTraceWhereItsPartHasEnded() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.returnRequested(), LEAD);
        UUID request = story.last();
        story.then(Samples.recalled(true)).then(superseded(request, "PART_ENDED"), LEAD);
        assertThat(story.says(RETURN_REVIEW)).isEqualTo("none");
    }

    @Test
    void assistantThatCameTooLateHasNoClocks() {
        story.then(Samples.ticketFiled(false, Samples.SUNKEN)).then(Samples.dispatched(SUNKEN, WATER));
        story.then(new DispatchEvent.AssistantAdded(POWER, null), ASSISTANT);
        UUID added = story.last();
        story.then(superseded(added, DispatchEvent.Superseded.ASSISTANT_TOO_LATE), ASSISTANT);
        assertThat(story.says(HANDLING, ASSISTANT)).isEqualTo("none");
        assertThat(story.book().endedParts()).containsExactly(ASSISTANT);
    }

    @Test
    void eventOfAnEndedPartOrAnOlderRoundChangesNothing() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.recalled(true));
        ClockBook recalled = story.book();
        assertThat(recalled.follow(stale(new DepartmentEvent.Accepted(), LEAD, 1), Packs.HAIWAN))
                .isEqualTo(recalled);
        ClockBook reopened =
                story.then(Samples.closed()).then(Samples.reopened()).book();
        assertThat(reopened.follow(stale(Samples.escalated(), null, 1), Packs.HAIWAN))
                .isEqualTo(reopened);
    }

    @Test
    void changedHolidayMovesOpenClocksAlone() {
        story.then(Samples.reported(false)).then(Samples.escalated());
        ClockBook recomputed = story.book().recomputed(withHoliday("2026-11-23"));
        assertThat(recomputed.latest(ClockKind.STREET_TRIAGE))
                .get()
                .extracting(Clock::deadline, Clock::calendarVersion)
                .containsExactly(at("2026-11-24 12:00"), "2026-2");
        assertThat(recomputed.latest(COMMUNITY_TRIAGE)).isEqualTo(story.book().latest(COMMUNITY_TRIAGE));
    }

    private static WorkCalendar withHoliday(String day) {
        return new WorkCalendar(
                "2026-2",
                Packs.HAIWAN.zone(),
                Packs.HAIWAN.slots(),
                Map.of(LocalDate.parse(day), new WorkCalendar.Exception(false, "停工", "no work")));
    }

    private List<ClockBook.Due> due(String time) {
        return story.book().due(Producer.INTAKE, at(time));
    }

    private UUID triage() {
        return story.clock(COMMUNITY_TRIAGE).clockId();
    }

    private UUID handling() {
        return story.clock(HANDLING).clockId();
    }

    private DeskEvent missed() {
        return new DeskEvent.DeadlineMissed(triage(), at("2026-11-23 15:00"));
    }

    private DeskEvent outage(String from, @Nullable UUID clock) {
        return new DeskEvent.OutagePaused(Producer.DEPARTMENT, at(from), story.now(), clock);
    }

    private static DispatchEvent superseded(UUID event, String reason) {
        return new DispatchEvent.Superseded(event, "recall", reason);
    }

    private static Envelope stale(EventPayload event, @Nullable UUID part, int round) {
        return new Envelope(
                new UUID(5, 5),
                "/department-service",
                EventTypes.nameOf(event.getClass()),
                new UUID(1, 1).toString(),
                at("2026-11-23 12:00"),
                "somebody",
                "DEPARTMENT",
                null,
                9,
                null,
                round,
                part,
                1,
                List.of(),
                event);
    }

    private static Instant at(String local) {
        return Story.instant(local);
    }
}
