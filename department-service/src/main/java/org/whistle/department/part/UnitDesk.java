package org.whistle.department.part;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.Envelope;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.CountyTimes;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.evidence.EvidenceCheck;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** Commands of the units and events of the other desks, each under the case's lock. */
@Service
public class UnitDesk {

    private static final Logger LOG = LoggerFactory.getLogger(UnitDesk.class);

    private final DepartmentStore store;
    private final EvidenceCheck evidence;
    private final ReferenceData reference;
    private final CountyTimes times;
    private final Arrivals arrivals;

    UnitDesk(DepartmentStore store, EvidenceCheck evidence, ReferenceData reference, Arrivals arrivals) {
        this.store = store;
        this.arrivals = arrivals;
        this.times = reference;
        this.evidence = evidence;
        this.reference = reference;
    }

    /**
     * Decides on one part.
     *
     * @throws RefusedException when unit, role, state, version or content do not allow it
     */
    public AssignmentDetails decide(UUID assignmentId, PartCommand command, Caller caller) {
        Stored<DepartmentCase> stored =
                store.caseOf(assignmentId).flatMap(store::lock).orElseThrow(RefusedException::notFound);
        Assignment assignment = assignment(stored.body(), assignmentId);
        Grant acting = PartTable.TABLE.admit(assignment, command.action(), caller, stored.readAt());
        CaseStore.requireVersion(
                stored,
                command.expectedVersion(),
                assignment.state().name(),
                PartTable.TABLE.allowedActions(assignment, caller, stored.readAt()));
        check(assignment, command);
        Outcome<DepartmentCase> outcome = PartMachine.decide(
                assignment,
                command,
                new PartMachine.Context(
                        stored.readAt(),
                        times.timeOf(stored.body().jurisdiction()).calendar(),
                        command instanceof PartCommand.CheckIn in
                                ? arrivals.keep(
                                        stored,
                                        assignmentId,
                                        caller,
                                        in.position().toWgs84())
                                : null,
                        UuidCreator::getTimeOrderedEpoch));
        Stored<DepartmentCase> after = store.save(stored, outcome, Author.of(caller, acting));
        LOG.info(
                "decided action={} case={} number={} part={} unit={} from={} to={} version={}",
                command.action(),
                after.body().caseId(),
                after.body().facts().caseNumber(),
                assignmentId,
                assignment.part().unit(),
                assignment.state(),
                assignment(after.body(), assignmentId).state(),
                after.version());
        return AssignmentDetails.of(after, assignmentId, caller);
    }

    /** Applies an event of another desk; events of cases that were never dispatched are ignored. */
    public void apply(InboundEvent inbound) {
        Envelope envelope = inbound.envelope();
        WorkCalendar calendar = times.timeOf(envelope.jurisdiction()).calendar();
        Optional<Stored<DepartmentCase>> known = store.lock(envelope.caseId());
        if (known.isEmpty()) {
            PartMachine.first(envelope, calendar).ifPresent(record -> store.insert(Outcome.of(record), inbound));
            return;
        }
        store.apply(known.get(), PartMachine.apply(known.get().body(), envelope, calendar), inbound)
                .ifPresent(_ -> LOG.info("applied event={} case={}", envelope.type(), envelope.subject()));
    }

    static Assignment assignment(DepartmentCase record, UUID assignmentId) {
        return record.part(assignmentId)
                .map(part -> new Assignment(record, part))
                .orElseThrow(RefusedException::notFound);
    }

    private void check(Assignment assignment, PartCommand command) {
        switch (command) {
            case PartCommand.Complete complete -> {
                List<String> given = new ArrayList<>(evidence.tokens("photoIds", complete.photoIds()));
                given.addAll(evidence.tokens("documentIds", complete.documentIds()));
                evidence.require(Stages.last(assignment).evidence(), given);
            }
            case PartCommand.CompleteStage stage -> {
                List<String> given = evidence.tokens("photoIds", stage.photoIds());
                assignment.record().ticket().conditions().stream()
                        .filter(condition -> condition.conditionCode().equals(stage.conditionCode()))
                        .forEach(condition -> evidence.require(condition.evidence(), given));
            }
            case PartCommand.Note note -> evidence.tokens("photoIds", note.photoIds());
            case PartCommand.RequestReturn asked -> requireUnit(assignment.record(), asked.proposedUnit());
            default -> {}
        }
    }

    private void requireUnit(DepartmentCase record, @Nullable String proposed) {
        if (proposed != null) {
            Reference county = reference.require(record.jurisdiction());
            String unit = county.resolveUnit(proposed, String.valueOf(record.jurisdiction()));
            if (!county.units().containsKey(unit)) {
                throw RefusedException.field("/proposedUnit", "UNKNOWN_UNIT");
            }
        }
    }
}
