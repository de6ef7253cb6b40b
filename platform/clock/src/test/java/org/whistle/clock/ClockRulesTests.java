package org.whistle.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.clock.ClockKind.CALL_BACK;
import static org.whistle.clock.ClockKind.CHECK;
import static org.whistle.clock.ClockKind.COMMUNITY_TRIAGE;
import static org.whistle.clock.ClockKind.CONFIRMATION;
import static org.whistle.clock.ClockKind.CONFIRMATION_LEADER;
import static org.whistle.clock.ClockKind.ENDORSEMENT;
import static org.whistle.clock.ClockKind.REWORK;
import static org.whistle.clock.ClockKind.SELF_HANDLING;
import static org.whistle.clock.ClockKind.STREET_TRIAGE;
import static org.whistle.clock.ClockKind.VERIFICATION;
import static org.whistle.events.code.HandlingLevel.COMMUNITY;
import static org.whistle.events.code.HandlingLevel.STREET;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.events.DeskEvent;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Producer;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.MergeReason;
import org.whistle.events.code.Source;
import org.whistle.events.code.VoidReason;

/** The rows of the clock table that intake owns; stories begin on Monday 23 November 2026 at 09:00. */
class ClockRulesTests {

    private static final String IN_FOUR_HOURS = "due 2026-11-23 15:00";

    private final Story story = new Story();

    @Test
    void communityTriagesWithinFourWorkingHours() {
        story.then(Samples.reported(false));
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo(IN_FOUR_HOURS);
        assertThat(story.clock(COMMUNITY_TRIAGE).owner()).isEqualTo(Producer.INTAKE);
    }

    @Test
    void unlocatedReportWaitsForItsGrid() {
        story.unlocated().then(Samples.reported(false));
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("none");
        story.at("2026-11-23 10:00").then(new IntakeEvent.Located("350999001001001", null));
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("due 2026-11-23 16:00");
    }

    @Test
    void locatingTwiceStartsOneTriage() {
        story.then(Samples.reported(false)).then(new IntakeEvent.Located("350999001001001", null));
        assertThat(story.book().clocks()).hasSize(1);
    }

    @Test
    void urgentReportTroublesNoCommunity() {
        story.urgent().then(Samples.reported(true));
        assertThat(story.book().clocks()).isEmpty();
    }

    @Test
    void registeredCaseIsTriagedUnlessItGoesToTheCounty() {
        assertThat(new Story().then(Samples.registered("COUNTY")).says(COMMUNITY_TRIAGE))
                .isEqualTo("none");
        assertThat(new Story().then(Samples.registered("STREET")).says(COMMUNITY_TRIAGE))
                .isEqualTo(IN_FOUR_HOURS);
    }

    @Test
    void sentBackCaseIsTriagedAnew() {
        story.then(Samples.reported(false)).then(Samples.escalated());
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("stopped");
        story.at("2026-11-23 10:00").then(Samples.sentBack());
        assertThat(story.says(STREET_TRIAGE)).isEqualTo("stopped");
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("due 2026-11-23 16:00");
    }

    @Test
    void verificationPausesTheTriage() {
        story.then(Samples.reported(false)).at("2026-11-23 10:00").then(Samples.verificationRequested());
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("paused");
        assertThat(story.says(VERIFICATION)).isEqualTo("due 2026-11-23 16:00");
        story.at("2026-11-23 15:00").then(Samples.verified());
        assertThat(story.says(VERIFICATION)).isEqualTo("stopped");
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("due 2026-11-23 18:00");
    }

    @Test
    void verificationTakenBackResumesTheTriage() {
        story.then(Samples.reported(false)).at("2026-11-23 10:00").then(Samples.verificationRequested());
        story.at("2026-11-23 11:00").then(new IntakeEvent.VerificationCancelled(null));
        assertThat(story.says(VERIFICATION)).isEqualTo("stopped");
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("due 2026-11-23 16:00");
    }

    @Test
    void overdueTriageResumesTooAndStaysOverdue() {
        story.then(Samples.reported(false)).at("2026-11-23 16:00").then(Samples.verificationRequested());
        assertThat(story.clock(COMMUNITY_TRIAGE).running()).isFalse();
        story.at("2026-11-23 17:00").then(Samples.verified());
        assertThat(story.clock(COMMUNITY_TRIAGE).running()).isTrue();
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo(IN_FOUR_HOURS);
    }

    @Test
    void unmergedCaseThatStandsAloneIsTriagedAgain() {
        story.then(Samples.reported(false)).then(Samples.merged());
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("stopped");
        story.then(new IntakeEvent.Unmerged(story.last(), null, MergeReason.MAIN_ENDED));
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo(IN_FOUR_HOURS);
    }

    @Test
    void childThatGoesBackToItsEarlierMainHasNoClock() {
        story.then(Samples.merged());
        story.then(new IntakeEvent.Unmerged(story.last(), story.last(), MergeReason.MAIN_ENDED));
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("none");
    }

    @Test
    void withdrawnOrVoidedCaseHasNoClockLeft() {
        story.then(Samples.reported(false)).then(new IntakeEvent.Withdrawn(VoidReason.WITHDRAWN));
        assertThat(story.book().open()).isEmpty();
        assertThat(new Story()
                        .then(Samples.reported(false))
                        .then(Samples.verificationRequested())
                        .then(Samples.voided())
                        .book()
                        .open())
                .isEmpty();
    }

    @Test
    void streetTriagesWithinFourWorkingHours() {
        story.then(Samples.reported(false)).then(Samples.escalated());
        assertThat(story.says(STREET_TRIAGE)).isEqualTo(IN_FOUR_HOURS);
        assertThat(story.clock(STREET_TRIAGE).owner()).isEqualTo(Producer.INTAKE);
        story.then(Samples.ticketFiled(false, Samples.SUNKEN));
        assertThat(story.says(STREET_TRIAGE)).isEqualTo("stopped");
    }

    @Test
    void selfHandlingHasTheConditionsLimit() {
        story.then(Samples.reported(false)).then(Samples.handlingStarted(COMMUNITY));
        assertThat(story.says(COMMUNITY_TRIAGE)).isEqualTo("stopped");
        assertThat(story.says(SELF_HANDLING)).isEqualTo("due 2026-11-25 09:00");
        assertThat(story.clock(SELF_HANDLING).conditionCode()).isEqualTo("C0101-3");
        story.then(Samples.handled(COMMUNITY));
        assertThat(story.says(SELF_HANDLING)).isEqualTo("stopped");
    }

    @Test
    void escalatingEndsTheSelfHandling() {
        story.then(Samples.handlingStarted(COMMUNITY)).then(Samples.escalated());
        assertThat(story.says(SELF_HANDLING)).isEqualTo("stopped");
        assertThat(story.says(STREET_TRIAGE)).isEqualTo(IN_FOUR_HOURS);
    }

    @Test
    void failedSelfHandlingIsReworkedInHalfTheTime() {
        story.then(Samples.handlingStarted(STREET)).then(Samples.handled(STREET));
        story.then(Samples.checkRequested(true)).then(Samples.checkFailed(STREET, 1));
        assertThat(story.says(CHECK)).isEqualTo("stopped");
        assertThat(story.says(REWORK)).isEqualTo("due 2026-11-24 09:00");
        assertThat(story.clock(REWORK).owner()).isEqualTo(Producer.INTAKE);
        story.then(Samples.handled(STREET));
        assertThat(story.says(REWORK)).isEqualTo("stopped");
    }

    @Test
    void thirdFailureOfSelfHandlingIsTheStreetsAgain() {
        story.then(Samples.handlingStarted(COMMUNITY)).then(Samples.handled(COMMUNITY));
        story.then(Samples.checkRequested(true)).then(Samples.checkFailed(COMMUNITY, 3));
        assertThat(story.says(STREET_TRIAGE)).isEqualTo(IN_FOUR_HOURS);
        assertThat(story.says(REWORK)).isEqualTo("none");
    }

    @Test
    void streetLeaderEndorsesAnEmergencyWithinTwoHours() {
        story.urgent().at("2026-11-22 23:00").then(Samples.ticketFiled(true, Samples.MISSING));
        assertThat(story.says(ENDORSEMENT)).isEqualTo("due 2026-11-23 01:00");
        story.then(new IntakeEvent.TicketEndorsed(""));
        assertThat(story.says(ENDORSEMENT)).isEqualTo("stopped");
    }

    @Test
    void onlyAnEmergencyWhistleOfAPersonIsEndorsed() {
        story.then(Samples.ticketFiled(false, Samples.MISSING));
        assertThat(story.says(ENDORSEMENT)).isEqualTo("none");
        assertThat(new Story()
                        .urgent()
                        .at("2026-11-22 23:00")
                        .then(Samples.emergencyFiled(Samples.SUNKEN))
                        .says(ENDORSEMENT))
                .isEqualTo("due 2026-11-23 01:00");
    }

    @Test
    void endorsementEndsWithARejectionAndWithTheCase() {
        story.urgent().then(Samples.ticketFiled(true, Samples.MISSING)).then(Samples.rejected());
        assertThat(story.says(ENDORSEMENT)).isEqualTo("stopped");
        assertThat(new Story()
                        .urgent()
                        .then(Samples.ticketFiled(true, Samples.MISSING))
                        .then(Samples.forceClosed())
                        .says(ENDORSEMENT))
                .isEqualTo("stopped");
    }

    @Test
    void checkHasAWorkingDayOrHalfAnUrgentHour() {
        story.then(Samples.checkRequested(false));
        assertThat(story.says(CHECK)).isEqualTo("due 2026-11-24 09:00");
        assertThat(new Story().urgent().then(Samples.checkRequested(false)).says(CHECK))
                .isEqualTo("due 2026-11-23 09:30");
    }

    @Test
    void confirmationHasTwoWorkingDaysAfterThePassedCheck() {
        story.then(Samples.checkRequested(false)).then(Samples.checkPassed(false));
        assertThat(story.says(CHECK)).isEqualTo("stopped");
        assertThat(story.says(CONFIRMATION)).isEqualTo("due 2026-11-25 09:00");
        story.then(new IntakeEvent.Confirmed(null, false, null));
        assertThat(story.says(CONFIRMATION)).isEqualTo("stopped");
    }

    @Test
    void selfHandledCaseNeedsNoConfirmation() {
        story.then(Samples.checkRequested(true)).then(Samples.checkPassed(true));
        assertThat(story.says(CONFIRMATION)).isEqualTo("none");
    }

    @Test
    void silenceOnACitizensCaseStartsTheLeadersClock() {
        story.from(Source.CITIZEN).in(CaseState.CONFIRMING).then(Samples.checkPassed(false));
        Clock confirmation = story.clock(CONFIRMATION);
        story.at("2026-11-25 09:01")
                .then(new DeskEvent.DeadlineMissed(confirmation.clockId(), Story.instant("2026-11-25 09:00")));
        assertThat(story.says(CONFIRMATION_LEADER)).isEqualTo("due 2026-11-26 09:01");
        story.then(new IntakeEvent.Confirmed(null, false, null));
        assertThat(List.of(story.says(CONFIRMATION), story.says(CONFIRMATION_LEADER)))
                .containsOnly("stopped");
    }

    @Test
    void silenceOnAPatrolsCaseStartsNone() {
        story.in(CaseState.CONFIRMING).then(Samples.checkPassed(false));
        story.then(new DeskEvent.DeadlineMissed(story.clock(CONFIRMATION).clockId(), story.now()));
        assertThat(story.says(CONFIRMATION_LEADER)).isEqualTo("none");
    }

    @Test
    void citizenIsCalledBackWithinAWorkingDayOfTheClosing() {
        story.from(Source.HOTLINE_12345).then(Samples.closed());
        assertThat(story.says(CALL_BACK)).isEqualTo("due 2026-11-24 09:00");
        story.then(new IntakeEvent.CalledBack(true, true, 5, null));
        assertThat(story.says(CALL_BACK)).isEqualTo("stopped");
    }

    @Test
    void nobodyCallsAPatrolBack() {
        assertThat(story.then(Samples.closed()).says(CALL_BACK)).isEqualTo("none");
    }

    @Test
    void reopenedCaseIsTheStreetsToTriage() {
        story.from(Source.CITIZEN).then(Samples.closed()).then(Samples.reopened());
        assertThat(story.says(STREET_TRIAGE)).isEqualTo(IN_FOUR_HOURS);
        assertThat(story.says(CALL_BACK)).isEqualTo("stopped");
        assertThat(story.book().round()).isEqualTo(2);
    }

    @Test
    void failedSpotCheckIsTheStreetsToTriage() {
        story.then(Samples.closed()).then(new IntakeEvent.SpotChecked(true, "", List.of()));
        assertThat(story.says(STREET_TRIAGE)).isEqualTo("none");
        story.then(new IntakeEvent.SpotChecked(false, "", List.of()));
        assertThat(story.says(STREET_TRIAGE)).isEqualTo(IN_FOUR_HOURS);
    }
}
