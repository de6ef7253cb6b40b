package org.whistle.department.part;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockRules;
import org.whistle.events.CaseFacts;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartState;
import org.whistle.kit.desk.CaseRecord;

/** A dispatched case with all of its parts, ended ones included; the parts of a case change under one lock. */
public record DepartmentCase(
        UUID caseId, int round, CaseFacts facts, Ticket ticket, List<UnitPart> parts, ClockBook clocks)
        implements CaseRecord {

    public DepartmentCase {
        parts = List.copyOf(parts);
    }

    @Override
    public String caseNumber() {
        return facts.caseNumber();
    }

    @Override
    public boolean open() {
        return parts.stream().anyMatch(part -> part.state() != PartState.ENDED);
    }

    @Override
    public @Nullable String jurisdiction() {
        return facts.gridCode();
    }

    /** A part by its id. */
    public Optional<UnitPart> part(@Nullable UUID assignmentId) {
        return parts.stream()
                .filter(part -> part.assignmentId().equals(assignmentId))
                .findFirst();
    }

    @Override
    public ClockRules.Traits traits() {
        return new ClockRules.Traits(
                facts.source().answersToCitizen(),
                ticket.urgent(),
                facts.gridCode() != null,
                ticket.conditions(),
                CaseState.HANDLING);
    }

    DepartmentCase eachPart(UnaryOperator<UnitPart> change) {
        return new DepartmentCase(
                caseId, round, facts, ticket, parts.stream().map(change).toList(), clocks);
    }

    DepartmentCase onePart(@Nullable UUID assignmentId, UnaryOperator<UnitPart> change) {
        return eachPart(part -> part.assignmentId().equals(assignmentId) ? change.apply(part) : part);
    }

    DepartmentCase dispatchedAgain(int newRound, CaseFacts newFacts, Ticket newTicket, List<UnitPart> more) {
        List<UnitPart> all = new ArrayList<>(parts);
        all.addAll(more);
        return new DepartmentCase(caseId, newRound, newFacts, newTicket, all, clocks);
    }

    /** The parts of this round may be appealed about until then. */
    DepartmentCase closed(Instant until) {
        return eachPart(
                part -> part.round() == round && part.appealUntil() == null ? part.appealableUntil(until) : part);
    }

    /** The same case in another grid: its street was split. */
    DepartmentCase inGrid(String gridCode) {
        return new DepartmentCase(caseId, round, facts.inGrid(gridCode), ticket, parts, clocks);
    }

    DepartmentCase withClocks(ClockBook book) {
        return new DepartmentCase(caseId, round, facts, ticket, parts, book);
    }
}
