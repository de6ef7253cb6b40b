package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.audit.metrics.Said.SUNKEN;
import static org.whistle.audit.metrics.Scripts.appealed;
import static org.whistle.audit.metrics.Scripts.closed;
import static org.whistle.audit.metrics.Scripts.dispatched;
import static org.whistle.audit.metrics.Scripts.handling;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.whistle.clock.ClockKind;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.Role;
import org.whistle.events.code.VoidReason;

/** The facts of the desks' own work: reports, returns, clocks, appeals and spot-checks. */
class DeskStoryTests {

    @Test
    void anApprovedReturnIsAWrongDispatchAndNoFaultOfTheUnit() {
        CaseScript script = dispatched().lead(Said.returnRequested()).lead(new DispatchEvent.ReturnApproved(true, ""));
        Told told = Told.by(script);

        assertThat(told.count(Measure.DISPATCHES)).isOne();
        assertThat(told.count(Measure.ACCURATE_DISPATCHES)).isZero();
        assertThat(told.count(Measure.ACCEPTS_DUE)).isZero();
        assertThat(told.count(Measure.RETURNS_REQUESTED)).isOne();
        assertThat(told.count(Measure.RETURNS_REFUSED)).isZero();
        assertThat(told.count(Measure.RETURNS_JUSTIFIED)).isOne();
    }

    @Test
    void aRefusedReturnCountsAgainstTheUnitUnlessItsAppealIsUpheld() {
        CaseScript script = dispatched().lead(Said.returnRequested()).lead(new DispatchEvent.ReturnRefused(true, ""));
        UUID refusal = script.last().id();
        assertThat(Told.by(script).only(Measure.RETURNS_REFUSED).scored()).isTrue();

        appealed(closed(script.lead(new DepartmentEvent.Accepted()).after(1)), refusal, true);

        assertThat(Told.by(script).only(Measure.RETURNS_REFUSED).scored()).isFalse();
    }

    @Test
    void anAppealThatIsTurnedDownChangesNothing() {
        CaseScript script = closed(handling().after(24 * 4));
        UUID clock = Told.by(script)
                .story()
                .latest(one -> one.kind() == ClockKind.HANDLING)
                .orElseThrow()
                .clockId();
        appealed(script, clock, false);
        assertThat(Told.by(script).only(Measure.DUE).scored()).isTrue();

        appealed(script, clock, true);

        assertThat(Told.by(script).only(Measure.DUE).scored()).isFalse();
        assertThat(Told.by(script).only(Measure.SETTLED).scored()).isFalse();
    }

    @Test
    void anUpheldAppealAgainstARatingLeavesTheMarksOut() {
        CaseScript script = closed(handling().after(1));
        UUID rating = script.log().stream()
                .filter(envelope -> envelope.data() instanceof IntakeEvent.Confirmed)
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(Told.by(script).only(Measure.MARK_QUALITY).amount()).isEqualTo(90);

        appealed(script, rating, true);

        assertThat(Told.by(script).only(Measure.MARK_QUALITY).scored()).isFalse();
        assertThat(Told.by(script).only(Measure.CONFIRMATIONS).scored()).isTrue();
    }

    @Test
    void aMergedReportIsNeitherValidNorNotUntilItIsUnmerged() {
        CaseScript script = CaseScript.at("2026-03-02T01:00:00Z")
                .reported()
                .then(Said.escalated())
                .then(Said.merged());
        assertThat(Told.by(script).count(Measure.REPORTS_JUDGED)).isZero();

        script.then(new IntakeEvent.Unmerged(new UUID(9, 9), null, org.whistle.events.code.MergeReason.MAIN_ENDED));

        assertThat(Told.by(script).count(Measure.VALID_REPORTS)).isOne();
    }

    @Test
    void aVoidedReportIsNotValidAndAWithdrawnOneIsNotJudged() {
        CaseScript voided = CaseScript.at("2026-03-02T01:00:00Z")
                .by("worker-1", Role.GRID_WORKER)
                .reported()
                .by("street", Role.STREET)
                .then(Said.escalated())
                .then(Said.voided(VoidReason.FALSE_REPORT));
        CaseScript withdrawn =
                CaseScript.at("2026-03-02T01:00:00Z").reported().then(new IntakeEvent.Withdrawn(VoidReason.WITHDRAWN));

        assertThat(Told.by(voided).only(Measure.REPORTS_JUDGED).worker()).isEqualTo("worker-1");
        assertThat(Told.by(voided).count(Measure.VALID_REPORTS)).isZero();
        assertThat(Told.by(withdrawn).count(Measure.REPORTS_JUDGED)).isZero();
    }

    @Test
    void aSelfHandledReportIsNeverDueForTheCounty() {
        CaseScript script = CaseScript.at("2026-03-02T01:00:00Z")
                .reported()
                .then(Said.handlingStarted(HandlingLevel.COMMUNITY))
                .after(3)
                .then(Said.handled(HandlingLevel.COMMUNITY))
                .then(Said.checkRequested(true, "OLD_PHOTO"))
                .by("worker-3", Role.GRID_WORKER)
                .then(Said.checkPassed(true, "TOO_FAST"))
                .then(new IntakeEvent.Closed(true));
        Told told = Told.by(script);

        assertThat(told.count(Measure.DUE)).isZero();
        assertThat(told.count(Measure.SELF_CLOSINGS)).isOne();
        assertThat(told.count(Measure.SELF_HANDLED_ON_TIME)).isOne();
        assertThat(told.count(Measure.COMMUNITY_TRIAGED_ON_TIME)).isOne();
        assertThat(told.only(Measure.CHECKED_ON_TIME).worker()).isEqualTo("worker-3");
        assertThat(told.count(Measure.HONESTY_FLAGS)).isEqualTo(2);
        assertThat(told.count(Measure.FIRST_CHECKS)).isZero();
    }

    @Test
    void aFailedSpotCheckIsAboutTheRoundBefore() {
        CaseScript script = closed(handling().after(1)).after(48).then(Said.spotChecked(false));
        Told told = Told.by(script);

        assertThat(told.only(Measure.SPOT_CHECKS).round()).isOne();
        assertThat(told.only(Measure.SPOT_CHECKS).unit()).isEqualTo("WATER");
        assertThat(told.count(Measure.SPOT_CHECKS_PASSED)).isZero();
        assertThat(told.story().rounds()).hasSize(2);
    }

    @Test
    void aRejectedTicketWasReceivedAndItsNextIsAnother() {
        CaseScript script = CaseScript.at("2026-03-02T01:00:00Z")
                .reported()
                .then(Said.escalated())
                .ticketed(SUNKEN)
                .then(new DispatchEvent.Filed())
                .then(Said.rejected())
                .after(1)
                .ticketed(SUNKEN);
        Told told = Told.by(script);

        assertThat(told.count(Measure.RECEIVED)).isEqualTo(2);
        assertThat(told.count(Measure.FILED)).isOne();
        assertThat(told.count(Measure.DISPATCHED)).isZero();
        assertThat(told.count(Measure.DISPATCHED_IN_TIME)).isOne();
    }

    @Test
    void anAcceptanceIsJudgedWhenGivenOrAtItsDeadline() {
        Told pending = Told.by(dispatched());
        assertThat(pending.only(Measure.ACCEPTS_DUE).at()).isEqualTo(Instant.parse("2026-03-02T02:00:00Z"));

        Told late = Told.by(dispatched().after(3).lead(new DepartmentEvent.Accepted()));
        Told inTime = Told.by(dispatched().after(Duration.ofMinutes(30)).lead(new DepartmentEvent.Accepted()));

        assertThat(late.only(Measure.ACCEPTS_DUE).at()).isEqualTo(Instant.parse("2026-03-02T02:00:00Z"));
        assertThat(late.count(Measure.ACCEPTED_ON_TIME)).isZero();
        assertThat(late.story()
                        .latest(clock -> clock.kind() == ClockKind.ACCEPT)
                        .orElseThrow()
                        .missed())
                .isTrue();
        assertThat(inTime.only(Measure.ACCEPTED_ON_TIME).at()).isEqualTo(Instant.parse("2026-03-02T01:30:00Z"));
    }

    @Test
    void aPauseDoesNotCountAsTimeOfTheStage() {
        CaseScript script = dispatched()
                .after(Duration.ofMinutes(10))
                .lead(Said.returnRequested())
                .after(Duration.ofMinutes(40))
                .lead(new DispatchEvent.ReturnRefused(true, ""))
                .after(Duration.ofMinutes(5))
                .lead(new DepartmentEvent.Accepted());

        assertThat(Told.by(script).of(Measure.STAGE).filter(fact -> fact.stage() == ClockKind.ACCEPT))
                .singleElement()
                .extracting(Fact::amount)
                .isEqualTo(900L);
    }

    @Test
    void anAssistantThatCameTooLateEnds() {
        CaseScript script = handling();
        var added = script.part("GREENING", PartRole.ASSISTING);
        script.then(new DispatchEvent.AssistantAdded(added, null), added.assignmentId());
        UUID event = script.last().id();
        script.then(
                new DispatchEvent.Superseded(event, "case.completed.v1", DispatchEvent.Superseded.ASSISTANT_TOO_LATE),
                added.assignmentId());

        assertThat(Told.by(script).count(Measure.DISPATCHES)).isOne();
    }
}
