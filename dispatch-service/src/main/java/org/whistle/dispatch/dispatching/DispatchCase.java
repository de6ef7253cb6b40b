package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseFacts;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.kit.desk.CaseRecord;

/**
 * A ticketed case as the command center knows it. While intake holds it, the state follows intake's events.
 *
 * @param filed 立案 in this ticket
 * @param designated 兜底指定 happened in this round
 * @param parts every part ever offered, the ended ones included
 * @param approvedReturns of the lead, in this round
 * @param returnedUnits units that returned this case in this round and are not offered again
 */
public record DispatchCase(
        UUID caseId,
        CaseState state,
        int round,
        CaseFacts facts,
        Ticket ticket,
        boolean filed,
        boolean designated,
        List<Part> parts,
        int approvedReturns,
        List<String> returnedUnits,
        Instant ticketedAt)
        implements CaseRecord {

    public DispatchCase {
        parts = List.copyOf(parts);
        returnedUnits = List.copyOf(returnedUnits);
    }

    /** A case whose first ticket came in. */
    static DispatchCase ticketed(UUID caseId, int round, CaseFacts facts, Ticket ticket, Instant at) {
        return new DispatchCase(
                caseId, CaseState.TICKETED, round, facts, ticket, false, false, List.of(), 0, List.of(), at);
    }

    @Override
    public @Nullable String jurisdiction() {
        return facts.gridCode();
    }

    /** The lead part that is not ended. */
    public Optional<Part> lead() {
        return parts.stream().filter(part -> part.lead() && part.held()).findFirst();
    }

    /** A part by its id, ended or not. */
    public Optional<Part> part(@Nullable UUID assignmentId) {
        return parts.stream()
                .filter(part -> part.assignmentId().equals(assignmentId))
                .findFirst();
    }

    /** Every unit that ever held a part. */
    public List<String> units() {
        return parts.stream().map(Part::unit).distinct().toList();
    }

    /** The grid; every ticketed case has one. */
    String gridCode() {
        return Objects.requireNonNull(facts.gridCode(), "gridCode: absent (expected: a located case)");
    }

    DispatchCase to(CaseState next) {
        return new DispatchCase(
                caseId,
                next,
                round,
                facts,
                ticket,
                filed,
                designated,
                parts,
                approvedReturns,
                returnedUnits,
                ticketedAt);
    }

    DispatchCase asFiled() {
        return new DispatchCase(
                caseId,
                state,
                round,
                facts,
                ticket,
                true,
                designated,
                parts,
                approvedReturns,
                returnedUnits,
                ticketedAt);
    }

    DispatchCase asDesignated() {
        return new DispatchCase(
                caseId, state, round, facts, ticket, true, true, parts, approvedReturns, returnedUnits, ticketedAt);
    }

    DispatchCase eachPart(UnaryOperator<Part> change) {
        return withParts(parts.stream().map(change).toList());
    }

    DispatchCase onePart(UUID assignmentId, UnaryOperator<Part> change) {
        return eachPart(part -> part.assignmentId().equals(assignmentId) ? change.apply(part) : part);
    }

    DispatchCase plusParts(List<Part> more) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(more);
        return withParts(all);
    }

    DispatchCase returnedBy(String unit, boolean lead) {
        List<String> units = new ArrayList<>(returnedUnits);
        units.add(unit);
        return new DispatchCase(
                caseId,
                state,
                round,
                facts,
                ticket,
                filed,
                designated,
                parts,
                approvedReturns + (lead ? 1 : 0),
                units,
                ticketedAt);
    }

    /** Another ticket for the same case: after a rejection, or in a new round, which forgets the returns. */
    DispatchCase ticketedAgain(int newRound, CaseFacts newFacts, Ticket newTicket, Instant at) {
        boolean sameRound = newRound == round;
        return new DispatchCase(
                caseId,
                CaseState.TICKETED,
                newRound,
                newFacts,
                newTicket,
                false,
                sameRound && designated,
                parts,
                sameRound ? approvedReturns : 0,
                sameRound ? returnedUnits : List.of(),
                at);
    }

    DispatchCase inRound(int newRound, CaseState next) {
        return new DispatchCase(caseId, next, newRound, facts, ticket, false, false, parts, 0, List.of(), ticketedAt);
    }

    /** The same case in another grid: its street was split. */
    DispatchCase inGrid(String gridCode) {
        CaseFacts moved = new CaseFacts(
                facts.caseNumber(),
                facts.categoryCode(),
                facts.description(),
                facts.position(),
                facts.address(),
                gridCode,
                facts.source(),
                facts.externalId(),
                facts.externalDeadline(),
                facts.photoIds(),
                facts.referenceVersion());
        return new DispatchCase(
                caseId,
                state,
                round,
                moved,
                ticket,
                filed,
                designated,
                parts,
                approvedReturns,
                returnedUnits,
                ticketedAt);
    }

    private DispatchCase withParts(List<Part> all) {
        return new DispatchCase(
                caseId,
                state,
                round,
                facts,
                ticket,
                filed,
                designated,
                all,
                approvedReturns,
                returnedUnits,
                ticketedAt);
    }
}
