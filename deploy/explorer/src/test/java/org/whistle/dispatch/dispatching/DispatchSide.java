package org.whistle.dispatch.dispatching;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Producer;
import org.whistle.events.code.AutoDispatch;
import org.whistle.events.code.PartState;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.TestRecorder;
import org.whistle.kit.reference.Reference;

/** The command center without its database. */
public final class DispatchSide {

    private final Reference reference;
    private final TestRecorder<DispatchCase> recorder;

    public DispatchSide(Reference reference) {
        this.reference = reference;
        this.recorder = new TestRecorder<>(Producer.DISPATCH, DispatchCase::withClocks, reference.time());
    }

    /** Throws what the API would answer as a refusal. */
    public TestRecorder.Turn<DispatchCase> decide(
            DispatchCase record,
            long sequence,
            DispatchCommand command,
            Caller caller,
            Instant now,
            Supplier<UUID> ids) {
        Grant acting = DispatchTable.TABLE.admit(record, command.action(), caller, now);
        Outcome<DispatchCase> outcome =
                DispatchMachine.decide(record, command, new DispatchMachine.Context(caller, reference, now, ids));
        return recorder.decided(record, sequence, outcome, Author.of(caller, acting), now, ids);
    }

    /** Nothing for a case that was never ticketed. */
    public TestRecorder.@Nullable Turn<DispatchCase> apply(
            @Nullable DispatchCase record, long sequence, Envelope envelope, Instant now, Supplier<UUID> ids) {
        InboundEvent inbound = new InboundEvent(envelope, Duration.ZERO);
        if (record == null) {
            if (!(envelope.data() instanceof IntakeEvent.TicketFiled filed)) {
                return null;
            }
            DispatchCase first = DispatchCase.ticketed(
                    envelope.caseId(), envelope.round(), filed.facts(), filed.ticket(), envelope.time());
            return recorder.applied(first, 0, Outcome.of(first), inbound, now, ids);
        }
        Optional<Outcome<DispatchCase>> outcome = FieldEventPolicy.apply(record, envelope, ids);
        return recorder.applied(record, sequence, outcome.orElse(Outcome.of(record)), inbound, now, ids);
    }

    public TestRecorder.Turn<DispatchCase> fire(DispatchCase record, long sequence, Instant now, Supplier<UUID> ids) {
        DispatchMachine.Context rule = DispatchMachine.Context.byRule(reference, now, ids);
        return recorder.fired(
                record,
                sequence,
                (body, at) -> TimedTransitions.due(
                        body,
                        at,
                        missed -> RuleDispatch.after(
                                missed,
                                AutoDispatch.ON_MISS,
                                rule,
                                one -> CandidateRanking.rank(one, reference, Optional.empty()))),
                now,
                ids);
    }

    public Optional<Instant> nextTimer(DispatchCase record) {
        return Stream.concat(
                        record.clocks().nextDue(Producer.DISPATCH).stream(), TimedTransitions.next(record).stream())
                .min(Comparator.naturalOrder());
    }

    public List<String> allowed(DispatchCase record, Caller caller, Instant now) {
        return DispatchTable.TABLE.allowedActions(record, caller, now);
    }

    /** The part of a unit that is not ended. */
    public static @Nullable UUID partOf(DispatchCase record, String unit) {
        return record.parts().stream()
                .filter(part -> part.held() && part.unit().equals(unit))
                .map(Part::assignmentId)
                .findFirst()
                .orElse(null);
    }

    /** What both sides have to agree on about every part. */
    public static List<String> parts(DispatchCase record) {
        return record.parts().stream()
                .map(part -> "%s %s attempt=%d extensions=%d suspensions=%d asked=%s"
                        .formatted(
                                part.unit() + part.assignmentId(),
                                part.state(),
                                part.state() == PartState.ENDED ? 0 : part.attempt(),
                                part.state() == PartState.ENDED
                                        ? 0
                                        : part.reviews().extensions(),
                                part.state() == PartState.ENDED
                                        ? 0
                                        : part.reviews().suspensions(),
                                part.open() && part.request() != null))
                .sorted()
                .toList();
    }
}
