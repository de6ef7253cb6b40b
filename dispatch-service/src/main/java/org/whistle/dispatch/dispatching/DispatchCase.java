package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockRules;
import org.whistle.events.CaseFacts;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.kit.desk.CaseRecord;

/**
 * A ticketed case as the command center knows it. While intake holds it, the state follows intake's events.
 *
 * @param parts every part ever offered, the ended ones included
 */
public record DispatchCase(
        UUID caseId,
        CaseState state,
        int round,
        CaseFacts facts,
        Ticket ticket,
        RoundStatus standing,
        List<Part> parts,
        Instant ticketedAt,
        ClockBook clocks)
        implements CaseRecord {

    public DispatchCase {
        parts = List.copyOf(parts);
    }

    @Override
    public String caseNumber() {
        return facts.caseNumber();
    }

    @Override
    public boolean open() {
        return state.open();
    }

    /** A case whose first ticket came in. */
    static DispatchCase ticketed(UUID caseId, int round, CaseFacts facts, Ticket ticket, Instant at) {
        return new DispatchCase(
                caseId, CaseState.TICKETED, round, facts, ticket, RoundStatus.start(), List.of(), at, ClockBook.EMPTY);
    }

    @Override
    public @Nullable String jurisdiction() {
        return facts.gridCode();
    }

    @Override
    public ClockRules.Traits traits() {
        return new ClockRules.Traits(
                facts.source().answersToCitizen(),
                ticket.urgent(),
                facts.gridCode() != null,
                ticket.conditions(),
                state);
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
        return with(next, standing, parts);
    }

    DispatchCase standing(UnaryOperator<RoundStatus> change) {
        return with(state, change.apply(standing), parts);
    }

    DispatchCase eachPart(UnaryOperator<Part> change) {
        return with(state, standing, parts.stream().map(change).toList());
    }

    DispatchCase onePart(UUID assignmentId, UnaryOperator<Part> change) {
        return eachPart(part -> part.assignmentId().equals(assignmentId) ? change.apply(part) : part);
    }

    DispatchCase plusParts(List<Part> more) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(more);
        return with(state, standing, all);
    }

    /** Another ticket for the same case: after a rejection, or in a new round, which forgets the returns. */
    DispatchCase ticketedAgain(int newRound, CaseFacts newFacts, Ticket newTicket, Instant at) {
        RoundStatus now = newRound == round ? standing.ticketedAgain() : standing.nextRound();
        return new DispatchCase(caseId, CaseState.TICKETED, newRound, newFacts, newTicket, now, parts, at, clocks);
    }

    DispatchCase inRound(int newRound, CaseState next) {
        return new DispatchCase(caseId, next, newRound, facts, ticket, standing.nextRound(), parts, ticketedAt, clocks);
    }

    /** The same case in another grid: its street was split. */
    DispatchCase inGrid(String gridCode) {
        return new DispatchCase(
                caseId, state, round, facts.inGrid(gridCode), ticket, standing, parts, ticketedAt, clocks);
    }

    DispatchCase withClocks(ClockBook book) {
        return new DispatchCase(caseId, state, round, facts, ticket, standing, parts, ticketedAt, book);
    }

    private DispatchCase with(CaseState next, RoundStatus now, List<Part> all) {
        return new DispatchCase(caseId, next, round, facts, ticket, now, all, ticketedAt, clocks);
    }
}
