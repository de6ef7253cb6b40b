package org.whistle.dispatch.dispatching;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.AutoDispatch;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.evidence.EvidenceCheck;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;

/** Commands of the command center and events of the other desks, each under the case's lock. */
@Service
public class CommandCenter {

    private static final Logger LOG = LoggerFactory.getLogger(CommandCenter.class);

    private final DispatchStore store;
    private final ReferenceData reference;
    private final EvidenceCheck evidence;
    private final Notices notices;
    private final RuleDispatch ruleDispatch;
    private final EarlyCases early;

    CommandCenter(
            DispatchStore store,
            ReferenceData reference,
            EvidenceCheck evidence,
            Notices notices,
            RuleDispatch ruleDispatch,
            EarlyCases early) {
        this.store = store;
        this.evidence = evidence;
        this.notices = notices;
        this.reference = reference;
        this.ruleDispatch = ruleDispatch;
        this.early = early;
    }

    /**
     * Decides on one case.
     *
     * @throws RefusedException when scope, role, state, version or content do not allow it
     */
    public Stored<DispatchCase> decide(UUID caseId, DispatchCommand command, Caller caller) {
        Stored<DispatchCase> stored = store.lock(caseId).orElseThrow(RefusedException::notFound);
        Grant acting = DispatchTable.TABLE.admit(stored.body(), command.action(), caller, stored.readAt());
        CaseStore.requireVersion(
                stored,
                command.expectedVersion(),
                stored.body().state().name(),
                DispatchTable.TABLE.allowedActions(stored.body(), caller, stored.readAt()));
        if (command instanceof DispatchCommand.FindMisconduct found) {
            evidence.tokens("photoIds", found.photoIds());
        }
        Outcome<DispatchCase> outcome = DispatchMachine.decide(
                stored.body(),
                command,
                new DispatchMachine.Context(
                        caller,
                        reference.require(stored.body().gridCode()),
                        stored.readAt(),
                        UuidCreator::getTimeOrderedEpoch));
        Stored<DispatchCase> after = store.save(stored, outcome, Author.of(caller, acting));
        LOG.info(
                "decided action={} case={} number={} from={} to={} role={} version={}",
                command.action(),
                caseId,
                after.body().facts().caseNumber(),
                stored.body().state(),
                after.body().state(),
                acting.role(),
                after.version());
        return after;
    }

    /** Applies an event of another desk; of cases that were never ticketed only {@link EarlyCases} are noted. */
    public void apply(InboundEvent inbound) {
        Envelope envelope = inbound.envelope();
        Optional<Stored<DispatchCase>> known = store.lock(envelope.caseId());
        if (known.isEmpty()) {
            if (envelope.data() instanceof IntakeEvent.TicketFiled filed) {
                DispatchCase record = DispatchCase.ticketed(
                        envelope.caseId(), envelope.round(), filed.facts(), filed.ticket(), envelope.time());
                Stored<DispatchCase> inserted = store.insert(alerted(Outcome.of(record), envelope.time()), inbound);
                notices.ticketed(inserted.body(), envelope);
                early.ticketed(envelope.caseId());
            } else {
                early.apply(envelope);
            }
            return;
        }
        Stored<DispatchCase> stored = known.get();
        Optional<Outcome<DispatchCase>> outcome = FieldEventPolicy.apply(
                        stored.body(), envelope, UuidCreator::getTimeOrderedEpoch)
                .map(one -> envelope.data() instanceof IntakeEvent.TicketFiled ? alerted(one, envelope.time()) : one);
        notices.heard(stored.body(), envelope, outcome);
        store.apply(stored, outcome, inbound)
                .ifPresent(after -> LOG.info(
                        "applied event={} case={} from={} to={}",
                        envelope.type(),
                        envelope.subject(),
                        stored.body().state(),
                        after.body().state()));
    }

    /** An emergency alerts the duty roster at once, and may be dispatched by rule at once. */
    private Outcome<DispatchCase> alerted(Outcome<DispatchCase> ticketed, Instant at) {
        List<PendingEvent> events = new ArrayList<>(ticketed.events());
        reference
                .find(ticketed.next().gridCode())
                .ifPresent(county -> DutyRoster.atOnce(ticketed.next(), county).forEach(events::add));
        return ruleDispatch.after(new Outcome<>(ticketed.next(), events), AutoDispatch.AT_ONCE, at);
    }
}
