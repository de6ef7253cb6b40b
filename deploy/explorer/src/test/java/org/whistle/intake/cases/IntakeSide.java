package org.whistle.intake.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.whistle.events.CaseFacts;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Producer;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.TestRecorder;
import org.whistle.kit.reference.Reference;

/** Intake without its database. */
public final class IntakeSide {

    private final Reference reference;
    private final TestRecorder<IntakeCase> recorder;

    public IntakeSide(Reference reference) {
        this.reference = reference;
        this.recorder = new TestRecorder<>(Producer.INTAKE, IntakeCase::withClocks, reference.time());
    }

    public TestRecorder.Turn<IntakeCase> report(
            UUID caseId, CaseFacts facts, String condition, boolean urgent, Instant now, Supplier<UUID> ids) {
        Reporter reporter = new Reporter("grid", "reporter-1");
        IntakeCase reported = IntakeCase.reported(caseId, facts, condition, urgent, null, reporter, now);
        IntakeEvent event = new IntakeEvent.Reported(facts, condition, reporter.pseudonym(), urgent, null);
        Outcome<IntakeCase> outcome =
                UrgentLane.takes(reported) ? UrgentLane.after(reported, event, reference) : Outcome.of(reported, event);
        return recorder.decided(reported, 0, outcome, new Author("grid", "GRID_WORKER", null), now, ids);
    }

    /** Throws what the API would answer as a refusal. */
    public TestRecorder.Turn<IntakeCase> decide(
            IntakeCase record, long sequence, IntakeCommand command, Caller caller, Instant now, Supplier<UUID> ids) {
        Grant acting = IntakeTable.TABLE.admit(record, command.action(), caller, now);
        Outcome<IntakeCase> outcome = IntakeMachine.decide(
                record, command, new IntakeMachine.Context(caller, acting, now, reference, List.of()));
        return recorder.decided(record, sequence, outcome, Author.of(caller, acting), now, ids);
    }

    public TestRecorder.Turn<IntakeCase> apply(
            IntakeCase record, long sequence, Envelope envelope, Instant now, Supplier<UUID> ids) {
        Optional<Outcome<IntakeCase>> outcome = CountyEventPolicy.apply(record, envelope, _ -> List.of());
        return recorder.applied(
                record,
                sequence,
                outcome.orElse(Outcome.of(record)),
                new InboundEvent(envelope, Duration.ZERO),
                now,
                ids);
    }

    public TestRecorder.Turn<IntakeCase> fire(IntakeCase record, long sequence, Instant now, Supplier<UUID> ids) {
        return recorder.fired(record, sequence, IntakeMachine::timed, now, ids);
    }

    public Optional<Instant> nextTimer(IntakeCase record) {
        return record.clocks().nextDue(Producer.INTAKE);
    }

    public List<String> allowed(IntakeCase record, Caller caller, Instant now) {
        return IntakeTable.TABLE.allowedActions(record, caller, now);
    }
}
