package org.whistle.intake.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Position;
import org.whistle.events.code.Role;
import org.whistle.intake.organisation.GridIndex;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.evidence.EvidenceCheck;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;

/** A command on a case: lock, admit, decide, save with its events; in the transaction of the request. */
@Service
public class CaseDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(CaseDecisions.class);

    private final IntakeStore store;
    private final ReferenceData reference;
    private final EvidenceCheck evidence;
    private final KeptEvidence kept;
    private final Reporters reporters;
    private final GridIndex grids;
    private final Honesty honesty;
    private final SitePositions positions;

    CaseDecisions(
            IntakeStore store,
            ReferenceData reference,
            EvidenceCheck evidence,
            KeptEvidence kept,
            Reporters reporters,
            GridIndex grids,
            Honesty honesty,
            SitePositions positions) {
        this.store = store;
        this.reference = reference;
        this.evidence = evidence;
        this.kept = kept;
        this.reporters = reporters;
        this.grids = grids;
        this.honesty = honesty;
        this.positions = positions;
    }

    /**
     * Decides on one case.
     *
     * @throws RefusedException when scope, role, state, version or content do not allow it
     */
    public Stored<IntakeCase> decide(UUID caseId, IntakeCommand command, Caller caller) {
        Stored<IntakeCase> stored = store.lock(caseId).orElseThrow(RefusedException::notFound);
        Grant acting = admit(stored, command, caller);
        checkEvidence(stored.body(), command);
        IntakeMachine.Context context = new IntakeMachine.Context(
                caller,
                acting,
                stored.readAt(),
                reference.require(stored.body().jurisdiction()),
                honesty.onHandling(stored, command));
        Outcome<IntakeCase> outcome = IntakeMachine.decide(stored.body(), command, context);
        if (command instanceof IntakeCommand.Check check && check.position() != null) {
            positions.keep(stored, caller, command.action(), check.position().toWgs84());
        }
        Author author = author(stored.body(), caller, acting);
        Stored<IntakeCase> decided = save(stored, outcome, author, command.action());
        return IntakeMachine.unresolved(decided.body(), command, context.now())
                .map(reopen ->
                        save(decided, IntakeMachine.decide(decided.body(), reopen, context), author, reopen.action()))
                .orElse(decided);
    }

    /** 关注: adds the caller as a reporter, of a case in scope or offered as a duplicate. */
    public Stored<IntakeCase> join(UUID caseId, IntakeCommand.Join command, Caller caller) {
        Stored<IntakeCase> stored = store.lock(caseId).orElseThrow(RefusedException::notFound);
        Caller reaching = reporters.wasOffered(caseId, caller) ? withReach(caller, stored.body()) : caller;
        Grant acting = admit(stored, command, reaching);
        Reporter reporter = reporters.of(caller.account());
        Outcome<IntakeCase> outcome = Outcome.of(
                stored.body().joinedBy(List.of(reporter)), new IntakeEvent.Joined(reporter.pseudonym(), null));
        return save(stored, outcome, author(outcome.next(), caller, acting), "join");
    }

    /** 并案: the case and its children into a main one, all locked in the order of their ids. */
    public Stored<IntakeCase> merge(UUID caseId, IntakeCommand.Merge command, Caller caller) {
        Map<UUID, Stored<IntakeCase>> locked = store.lockAll(new TreeSet<>(List.of(caseId, command.into())));
        Stored<IntakeCase> child = require(locked, caseId);
        Grant acting = admit(child, command, caller);
        Stored<IntakeCase> main = locked.get(command.into());
        if (main == null || !acting.covers(main.body().jurisdiction())) {
            throw RefusedException.field("/into", "UNKNOWN_CASE");
        }
        Merging.requireMain(child.body(), main.body());
        Author author = Author.of(caller, acting);
        List<IntakeCase> merged = new ArrayList<>(List.of(child.body()));
        for (Stored<IntakeCase> grandchild : store.lockChildren(caseId)) {
            merged.add(grandchild.body());
            store.save(
                    grandchild, Merging.takenAlong(grandchild.body(), caseId, command.into(), child.readAt()), author);
        }
        store.save(main, Merging.main(main.body(), merged), author);
        return save(
                child, Merging.child(child.body(), command.into(), child.readAt(), command.note()), author, "merge");
    }

    /** 定位: gives an unlocated case its grid; an urgent one then goes on by rule. */
    public Stored<IntakeCase> locate(UUID caseId, IntakeCommand.Locate command, Caller caller) {
        Stored<IntakeCase> stored = store.lock(caseId).orElseThrow(RefusedException::notFound);
        Grant acting = admit(stored, command, caller);
        Position position =
                command.position() == null ? null : command.position().toWgs84();
        String gridCode = grids.locate(
                position, command.gridCode(), String.valueOf(stored.body().jurisdiction()));
        IntakeCase located = stored.body().inGrid(gridCode, position);
        IntakeEvent.Located event = new IntakeEvent.Located(gridCode, position);
        Outcome<IntakeCase> outcome = UrgentLane.takes(located)
                ? UrgentLane.after(located, event, reference.require(gridCode))
                : Outcome.of(located, event);
        return save(stored, outcome, Author.of(caller, acting), "locate");
    }

    private Grant admit(Stored<IntakeCase> stored, IntakeCommand command, Caller caller) {
        Grant acting = IntakeTable.TABLE.admit(stored.body(), command.action(), caller, stored.readAt());
        CaseStore.requireVersion(
                stored,
                command.expectedVersion(),
                stored.body().state().name(),
                IntakeTable.TABLE.allowedActions(stored.body(), caller, stored.readAt()));
        return acting;
    }

    private void checkEvidence(IntakeCase record, IntakeCommand command) {
        switch (command) {
            case IntakeCommand.Supplement more -> kept.tokens("photoIds", more.photoIds());
            case IntakeCommand.Verify verify -> kept.tokens("photoIds", verify.photoIds());
            case IntakeCommand.Check check -> kept.tokens("photoIds", check.photoIds());
            case IntakeCommand.SpotCheck check -> kept.tokens("photoIds", check.photoIds());
            case IntakeCommand.Handle handle -> {
                List<String> tokens = kept.tokens("photoIds", handle.photoIds());
                Progress.SelfHandling handling = record.progress().selfHandling();
                if (handling != null) {
                    evidence.require(handling.condition().evidence(), tokens);
                }
            }
            default -> {}
        }
    }

    private Stored<IntakeCase> save(
            Stored<IntakeCase> before, Outcome<IntakeCase> outcome, Author author, String action) {
        Stored<IntakeCase> after = store.save(before, outcome, author);
        LOG.info(
                "decided action={} case={} number={} from={} to={} role={} version={}",
                action,
                after.body().caseId(),
                after.body().facts().caseNumber(),
                before.body().state(),
                after.body().state(),
                author.role(),
                after.version());
        return after;
    }

    /** Citizens appear in events by their pseudonym only. */
    private static Author author(IntakeCase record, Caller caller, Grant acting) {
        return acting.role() == Role.CITIZEN
                ? new Author(
                        record.pseudonymOf(caller.account()).orElseThrow(),
                        acting.role().name(),
                        caller.requestId())
                : Author.of(caller, acting);
    }

    private static Caller withReach(Caller caller, IntakeCase record) {
        String code = record.jurisdiction();
        List<Grant> grants = new ArrayList<>(caller.grants());
        caller.in(java.util.EnumSet.of(Role.GRID_WORKER, Role.CITIZEN, Role.COMMUNITY, Role.STREET))
                .findFirst()
                .ifPresent(
                        grant -> grants.add(new Grant(grant.role(), code == null ? List.of() : List.of(code), null)));
        return new Caller(caller.account(), grants, caller.requestId());
    }

    private static Stored<IntakeCase> require(Map<UUID, Stored<IntakeCase>> locked, UUID caseId) {
        Stored<IntakeCase> stored = locked.get(caseId);
        if (stored == null) {
            throw RefusedException.notFound();
        }
        return stored;
    }
}
