package org.whistle.department.part;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Envelope;
import org.whistle.events.Producer;
import org.whistle.events.code.PartState;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.TestRecorder;
import org.whistle.kit.reference.Reference;

/** The units' desks without their database. */
public final class DepartmentSide {

    private final Reference reference;
    private final TestRecorder<DepartmentCase> recorder;

    public DepartmentSide(Reference reference) {
        this.reference = reference;
        this.recorder = new TestRecorder<>(Producer.DEPARTMENT, DepartmentCase::withClocks, reference.time());
    }

    /** Throws what the API would answer as a refusal. */
    public TestRecorder.Turn<DepartmentCase> decide(
            DepartmentCase record,
            long sequence,
            UUID part,
            PartCommand command,
            Caller caller,
            Instant now,
            Supplier<UUID> ids) {
        Assignment assignment = UnitDesk.assignment(record, part);
        Grant acting = PartTable.TABLE.admit(assignment, command.action(), caller, now);
        Outcome<DepartmentCase> outcome = PartMachine.decide(
                assignment,
                command,
                new PartMachine.Context(now, reference.calendar(), new PartMachine.Arrival(10, "hash"), ids));
        return recorder.decided(record, sequence, outcome, Author.of(caller, acting), now, ids);
    }

    /** Nothing for a case that was never dispatched. */
    public TestRecorder.@Nullable Turn<DepartmentCase> apply(
            @Nullable DepartmentCase record, long sequence, Envelope envelope, Instant now, Supplier<UUID> ids) {
        InboundEvent inbound = new InboundEvent(envelope, Duration.ZERO);
        if (record == null) {
            return PartMachine.first(envelope, reference.calendar())
                    .map(first -> recorder.applied(first, 0, Outcome.of(first), inbound, now, ids))
                    .orElse(null);
        }
        Optional<Outcome<DepartmentCase>> outcome = PartMachine.apply(record, envelope, reference.calendar());
        return recorder.applied(record, sequence, outcome.orElse(Outcome.of(record)), inbound, now, ids);
    }

    public TestRecorder.Turn<DepartmentCase> fire(
            DepartmentCase record, long sequence, Instant now, Supplier<UUID> ids) {
        return recorder.fired(record, sequence, (body, _) -> Outcome.of(body), now, ids);
    }

    public Optional<Instant> nextTimer(DepartmentCase record) {
        return record.clocks().nextDue(Producer.DEPARTMENT);
    }

    public List<String> allowed(DepartmentCase record, UUID part, Caller caller, Instant now) {
        return PartTable.TABLE.allowedActions(UnitDesk.assignment(record, part), caller, now);
    }

    /** The unit's latest part. */
    public static @Nullable UUID partOf(DepartmentCase record, String unit) {
        return record.parts().stream()
                .filter(part -> part.unit().equals(unit))
                .map(UnitPart::assignmentId)
                .reduce((_, later) -> later)
                .orElse(null);
    }

    /** Whether a unit still has to do something. */
    public static boolean anyOpen(DepartmentCase record) {
        return record.parts().stream().anyMatch(UnitPart::open);
    }

    /** What both sides have to agree on about every part. */
    public static List<String> parts(DepartmentCase record) {
        return record.parts().stream()
                .map(part -> "%s %s attempt=%d extensions=%d suspensions=%d asked=%s"
                        .formatted(
                                part.unit() + part.assignmentId(),
                                part.state(),
                                part.state() == PartState.ENDED ? 0 : part.attempt(),
                                part.state() == PartState.ENDED
                                        ? 0
                                        : part.requests().extensions(),
                                part.state() == PartState.ENDED
                                        ? 0
                                        : part.requests().suspensions(),
                                part.open() && part.requests().pending() != null))
                .sorted()
                .toList();
    }
}
