package org.whistle.dispatch.dispatching;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ActivationListener;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.reference.ReferenceStore;

/** Commands of the command center and events of the other desks, each under the case's lock. */
@Service
public class CommandCenter implements ActivationListener {

    private static final Logger LOG = LoggerFactory.getLogger(CommandCenter.class);

    private final DispatchStore store;
    private final ReferenceData reference;
    private final ReferenceStore versions;

    CommandCenter(DispatchStore store, ReferenceData reference, ReferenceStore versions) {
        this.store = store;
        this.reference = reference;
        this.versions = versions;
    }

    /**
     * Decides on one case.
     *
     * @throws RefusedException when scope, role, state, version or content do not allow it
     */
    public Stored<DispatchCase> decide(UUID caseId, String action, DispatchCommand command, Caller caller) {
        Stored<DispatchCase> stored = store.lock(caseId).orElseThrow(RefusedException::notFound);
        Grant acting = DispatchTable.TABLE.admit(stored.body(), action, caller, stored.readAt());
        CaseStore.requireVersion(
                stored,
                command.expectedVersion(),
                stored.body().state().name(),
                DispatchTable.TABLE.allowedActions(stored.body(), caller, stored.readAt()));
        Outcome<DispatchCase> outcome = DispatchMachine.decide(
                stored.body(),
                command,
                new DispatchMachine.Context(
                        caller, reference.require(stored.body().gridCode()), UuidCreator::getTimeOrderedEpoch));
        Stored<DispatchCase> after = store.save(stored, outcome, Author.of(caller, acting));
        LOG.info(
                "decided action={} case={} number={} from={} to={} role={} version={}",
                action,
                caseId,
                after.body().facts().caseNumber(),
                stored.body().state(),
                after.body().state(),
                acting.role(),
                after.version());
        return after;
    }

    /** Applies an event of another desk; a case that was never ticketed is none of the county's business. */
    public void apply(Envelope envelope) {
        Optional<Stored<DispatchCase>> known = store.lock(envelope.caseId());
        if (known.isEmpty()) {
            if (envelope.data() instanceof IntakeEvent.TicketFiled filed) {
                DispatchCase record = DispatchCase.ticketed(
                        envelope.caseId(), envelope.round(), filed.facts(), filed.ticket(), envelope.time());
                store.insert(Outcome.of(record), Author.rule(envelope), envelope.time());
            }
            return;
        }
        Stored<DispatchCase> stored = known.get();
        FieldEvents.apply(stored.body(), envelope)
                .filter(outcome ->
                        !outcome.events().isEmpty() || !outcome.next().equals(stored.body()))
                .ifPresent(outcome -> {
                    store.save(stored, outcome, Author.rule(envelope));
                    LOG.info(
                            "applied event={} case={} from={} to={}",
                            envelope.type(),
                            envelope.subject(),
                            stored.body().state(),
                            outcome.next().state());
                });
    }

    /** A split street: open cases move to their new owner, ended ones keep their codes. */
    @Override
    public void activated(String county, long version) {
        List<ReferenceStore.Row> moves = versions.records(new ReferenceStore.Version(county, version, "")).stream()
                .filter(row -> row.kind().equals("moves"))
                .toList();
        for (ReferenceStore.Row move : moves) {
            String to = String.valueOf(move.fields().get("to"));
            for (Stored<DispatchCase> stored : store.lockOpenIn(move.code())) {
                String moved =
                        to + stored.body().gridCode().substring(move.code().length());
                store.save(
                        stored,
                        Outcome.of(stored.body().inGrid(moved)),
                        new Author(Envelope.SYSTEM, "SYSTEM", county + "@" + version));
            }
        }
    }
}
