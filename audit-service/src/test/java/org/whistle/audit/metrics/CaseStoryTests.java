package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.audit.metrics.Said.SUNKEN;
import static org.whistle.audit.metrics.Scripts.closed;
import static org.whistle.audit.metrics.Scripts.completed;
import static org.whistle.audit.metrics.Scripts.dispatched;
import static org.whistle.audit.metrics.Scripts.handling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.whistle.clock.ClockKind;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.UnrecognisedEvent;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.RulingDecision;

/** The round and its deadline after each transition of domain.md. */
class CaseStoryTests {

    /** Due on Wednesday, 09:00: 2 working days of 8 hours. */
    private static final Instant DEADLINE = Instant.parse("2026-03-04T01:00:00Z");

    @Test
    void aRoundIsDueAtItsHandlingDeadlineAndSettledThereWhenClosedEarlier() {
        Told told = Told.by(closed(handling().after(5)));

        assertThat(told.only(Measure.DUE).at()).isEqualTo(DEADLINE);
        assertThat(told.only(Measure.DUE).unit()).isEqualTo("WATER");
        assertThat(told.only(Measure.SETTLED).at()).isEqualTo(DEADLINE);
        assertThat(told.only(Measure.HANDLED_ON_TIME).at()).isEqualTo(DEADLINE);
        assertThat(told.count(Measure.CLOSED_ON_TIME)).isOne();
    }

    @Test
    void aLateCompletionIsSettledAtItsClosingAndNotInTime() {
        CaseScript script = closed(handling().after(24 * 4));
        Told told = Told.by(script);

        assertThat(told.only(Measure.SETTLED).at()).isEqualTo(script.now());
        assertThat(told.count(Measure.HANDLED_ON_TIME)).isZero();
        assertThat(told.count(Measure.CLOSED_ON_TIME)).isOne();
    }

    @Test
    void aClosingIsLateAfterTheLimitsOfHandlingCheckAndConfirmation() {
        Told told = Told.by(closed(handling().after(24 * 9)));

        assertThat(told.count(Measure.SETTLED)).isOne();
        assertThat(told.count(Measure.CLOSED_ON_TIME)).isZero();
    }

    @Test
    void anOpenRoundIsDueAndNotSettled() {
        Told told = Told.by(handling());

        assertThat(told.only(Measure.DUE).settled()).isNull();
        assertThat(told.count(Measure.SETTLED)).isZero();
        assertThat(told.story().round(1).orElseThrow().open()).isTrue();
    }

    @Test
    void aReworkIsInTimeByItsOwnDeadline() {
        CaseScript script = completed(handling().after(2));
        script.then(Said.checkFailed(null, 1))
                .then(Said.reworkOrdered(ReworkCause.CHECK_FAILED, 2, script.leadPart()))
                .after(3);
        Told told = Told.by(closed(script));

        assertThat(told.only(Measure.REWORKS).unit()).isEqualTo("WATER");
        assertThat(told.count(Measure.FIRST_CHECKS)).isOne();
        assertThat(told.count(Measure.FIRST_CHECKS_PASSED)).isZero();
        assertThat(told.count(Measure.FAILED_A_CHECK)).isOne();
        assertThat(told.count(Measure.HANDLED_ON_TIME)).isOne();
    }

    @Test
    void aReworkThatComesTooLateUndoesTheCompletionInTime() {
        CaseScript script = completed(handling().after(2));
        script.then(Said.checkFailed(null, 1))
                .then(Said.reworkOrdered(ReworkCause.CHECK_FAILED, 2, script.leadPart()))
                .after(24 * 5);

        assertThat(Told.by(closed(script)).count(Measure.HANDLED_ON_TIME)).isZero();
    }

    @Test
    void anAssistantsReworkCountsForItsUnitAlone() {
        CaseScript script = dispatched("GREENING");
        UUID assistant = Told.by(script).story().parts().get(1).assignmentId();
        script.then(new DepartmentEvent.Accepted(), assistant)
                .then(Said.completed(), assistant)
                .lead(new DepartmentEvent.Accepted());
        completed(script)
                .then(Said.checkFailed(null, 1))
                .then(Said.reworkOrdered(ReworkCause.CHECK_FAILED, 2, script.leadPart(), assistant));

        assertThat(Told.by(script).of(Measure.REWORKS))
                .extracting(Fact::unit, Fact::unitOnly)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("WATER", false),
                        org.assertj.core.api.Assertions.tuple("GREENING", true));
    }

    @Test
    void aStagedCaseIsDueWithItsLastStage() {
        CaseScript script = CaseScript.at("2026-03-02T01:00:00Z")
                .reported()
                .then(Said.escalated())
                .ticketed(Said.FENCED_OFF, Said.REPAIRED)
                .dispatched("WATER")
                .lead(new DepartmentEvent.Accepted())
                .after(1)
                .lead(Said.stageCompleted(Said.FENCED_OFF));

        assertThat(Told.by(script).only(Measure.DUE).at()).isEqualTo(Instant.parse("2026-03-05T01:00:00Z"));
        assertThat(Told.by(script).of(Measure.STAGE).filter(fact -> fact.stage() == ClockKind.HANDLING))
                .singleElement()
                .extracting(Fact::amount)
                .isEqualTo(3_600L);
    }

    @Test
    void aGrantedExtensionMovesTheDeadlineAndARefusedOneDoesNot() {
        CaseScript refused =
                handling().after(1).lead(Said.extensionRequested()).lead(new DispatchEvent.ExtensionRefused(""));
        CaseScript granted = handling().after(1).lead(Said.extensionRequested()).lead(Said.granted());

        assertThat(Told.by(refused).only(Measure.DUE).at()).isEqualTo(DEADLINE);
        assertThat(Told.by(refused).count(Measure.EXTENSIONS)).isZero();
        assertThat(Told.by(granted).only(Measure.DUE).at()).isEqualTo(DEADLINE.plus(Duration.ofDays(1)));
        assertThat(Told.by(granted).only(Measure.EXTENSIONS).unit()).isEqualTo("WATER");
        assertThat(Told.by(granted).count(Measure.REVIEWED_ON_TIME)).isOne();
    }

    @Test
    void aGrantThatLostToACompletionCountsForNothing() {
        CaseScript script = handling().after(1).lead(Said.extensionRequested()).lead(Said.granted());
        UUID grant = script.last().id();
        script.lead(new DispatchEvent.Superseded(grant, "case.completed.v1", "COMPLETED_BEFORE"));

        assertThat(Told.by(script).count(Measure.EXTENSIONS)).isZero();
        assertThat(Told.by(script).only(Measure.DUE).at()).isEqualTo(DEADLINE);
    }

    @Test
    void aSuspendedRoundIsNotDueUntilItResumes() {
        Instant until = Instant.parse("2026-03-09T01:00:00Z");
        CaseScript script =
                handling().after(1).lead(Said.suspensionRequested(until)).lead(Said.suspended(until));
        assertThat(Told.by(script).count(Measure.DUE)).isZero();

        script.after(24 * 7 - 1).lead(Said.resumed());

        assertThat(Told.by(script).only(Measure.DUE).at()).isAfter(until);
    }

    @Test
    void aRecalledPartIsNobodysDueAndTheNextUnitStartsAnew() {
        CaseScript script = handling().after(3).then(Said.recalled(true));
        assertThat(Told.by(script).count(Measure.DUE)).isZero();

        script.after(24).dispatched("GREENING");
        Told told = Told.by(script);

        assertThat(told.only(Measure.DUE).unit()).isEqualTo("GREENING");
        assertThat(told.only(Measure.DUE).at()).isEqualTo(Instant.parse("2026-03-05T04:00:00Z"));
        assertThat(told.count(Measure.DISPATCHES)).isEqualTo(2);
        assertThat(told.count(Measure.ACCURATE_DISPATCHES)).isEqualTo(2);
        assertThat(told.only(Measure.DISPATCHED).unit()).isEqualTo("WATER");
    }

    @Test
    void whatComesAfterTheEndOfAPartIsStaleWhetherSaidOrNot() {
        CaseScript script = handling().after(3);
        UUID part = script.leadPart();
        script.then(Said.recalled(true));
        int facts = Told.by(script).facts().size();

        script.tooLate(Said.completed(), part, false).tooLate(Said.completed(), part, true);

        assertThat(Told.by(script).facts()).hasSize(facts);
    }

    @Test
    void anOlderAttemptIsStale() {
        CaseScript script = completed(handling().after(2));
        Envelope first = script.log().stream()
                .filter(envelope -> envelope.data() instanceof DepartmentEvent.Completed)
                .findFirst()
                .orElseThrow();
        script.then(Said.checkFailed(null, 1)).then(Said.reworkOrdered(ReworkCause.CHECK_FAILED, 2, script.leadPart()));
        List<Envelope> log = new ArrayList<>(script.log());
        log.add(new Envelope(
                UUID.randomUUID(),
                first.source(),
                first.type(),
                first.subject(),
                script.now(),
                first.actor(),
                first.actorRole(),
                first.jurisdiction(),
                99,
                null,
                1,
                first.assignmentId(),
                1,
                first.clocks(),
                first.data()));

        assertThat(Told.by(log).facts()).isEqualTo(Told.by(script).facts());
    }

    @Test
    void aReopenedCaseIsDueOnceARound() {
        CaseScript script = closed(handling().after(1)).after(5).then(Said.reopened());
        Told reopened = Told.by(script);
        assertThat(reopened.only(Measure.REOPENINGS).round()).isOne();
        assertThat(reopened.only(Measure.REOPENINGS).unit()).isEqualTo("WATER");
        assertThat(reopened.count(Measure.SETTLED)).isOne();

        Told again = Told.by(closed(script.ticketed(SUNKEN)
                .dispatched("GREENING")
                .lead(new DepartmentEvent.Accepted())
                .after(1)));

        assertThat(again.of(Measure.DUE))
                .extracting(Fact::round, Fact::unit)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple(1, "WATER"),
                        org.assertj.core.api.Assertions.tuple(2, "GREENING"));
        assertThat(again.count(Measure.VALID_REPORTS)).isOne();
    }

    @Test
    void aForcedClosingSettlesTheRoundAndIsNeverOnTime() {
        Told told = Told.by(handling().after(1).then(Said.forceClosed()));

        assertThat(told.count(Measure.SETTLED)).isOne();
        assertThat(told.count(Measure.FORCED_CLOSINGS)).isOne();
        assertThat(told.count(Measure.CLOSINGS)).isZero();
        assertThat(told.count(Measure.HANDLED_ON_TIME)).isZero();
        assertThat(told.count(Measure.CLOSED_ON_TIME)).isZero();
    }

    @Test
    void threeFailuresCountTogetherAtTheFirstAndInsteadOfFewer() {
        CaseScript script = failedThreeTimes();
        Told told = Told.by(script);
        Instant first = told.only(Measure.FAILED_A_CHECK).at();

        assertThat(told.only(Measure.FAILED_THREE_CHECKS).at()).isEqualTo(first);
        assertThat(told.count(Measure.FAILED_FEWER_CHECKS)).isZero();
    }

    @Test
    void ofThreeFailuresWithOneAppealUpheldTheScoreSeesTwo() {
        CaseScript script = failedThreeTimes();
        UUID rework = script.log().stream()
                .filter(one -> one.data() instanceof DispatchEvent.ReworkOrdered)
                .findFirst()
                .orElseThrow()
                .id();
        script.then(Said.ruled(RulingDecision.CLOSE)).then(Said.closed());
        Told told = Told.by(Scripts.appealed(script, rework, true));

        assertThat(told.only(Measure.FAILED_THREE_CHECKS).scored()).isFalse();
        assertThat(told.only(Measure.FAILED_FEWER_CHECKS).scored()).isTrue();
        assertThat(told.only(Measure.FAILED_A_CHECK).scored()).isTrue();
    }

    @Test
    void eachLeadAnswersForItsOwnFailures() {
        CaseScript script = failedThreeTimes()
                .then(Said.ruled(RulingDecision.REDISPATCH))
                .dispatched("MUNICIPAL")
                .lead(new DepartmentEvent.Accepted());
        completed(script).then(Said.checkFailed(null, 4));
        Told told = Told.by(script);

        assertThat(told.only(Measure.FAILED_THREE_CHECKS).unit()).isEqualTo("WATER");
        assertThat(told.only(Measure.FAILED_FEWER_CHECKS).unit()).isEqualTo("MUNICIPAL");
    }

    private static CaseScript failedThreeTimes() {
        CaseScript script = completed(handling().after(1));
        for (int failures = 1; failures < 3; failures++) {
            script.then(Said.checkFailed(null, failures))
                    .then(Said.reworkOrdered(ReworkCause.CHECK_FAILED, failures + 1, script.leadPart()));
            completed(script);
        }
        return script.then(Said.checkFailed(null, 3));
    }

    @Test
    void aRulingClosesWithoutACheckPassed() {
        CaseScript script = completed(handling().after(1));
        for (int failures = 1; failures < 3; failures++) {
            script.then(Said.checkFailed(null, failures))
                    .then(Said.reworkOrdered(ReworkCause.CHECK_FAILED, failures + 1, script.leadPart()));
            completed(script);
        }
        script.then(Said.checkFailed(null, 3))
                .then(Said.ruled(RulingDecision.CLOSE))
                .then(Said.closed());
        Told told = Told.by(script);

        assertThat(told.count(Measure.CLOSINGS)).isOne();
        assertThat(told.count(Measure.HANDLED_ON_TIME)).isZero();
        assertThat(told.count(Measure.FAILED_A_CHECK)).isOne();
        assertThat(told.count(Measure.FAILED_THREE_CHECKS)).isOne();
    }

    @Test
    void whatNobodyKnowsIsPassedOver() {
        CaseScript script = handling();
        List<Envelope> log = new ArrayList<>(script.log());
        Envelope last = script.last();
        log.add(new Envelope(
                UUID.randomUUID(),
                last.source(),
                "case.dreamt-of.v9",
                last.subject(),
                last.time(),
                last.actor(),
                last.actorRole(),
                null,
                1,
                null,
                1,
                null,
                null,
                List.of(),
                new UnrecognisedEvent()));

        assertThat(Told.by(log)).isEqualTo(Told.by(script));
    }
}
