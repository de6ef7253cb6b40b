package org.whistle.department.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseFacts;
import org.whistle.events.Ticket;
import org.whistle.kit.desk.CaseRecord;

/** A dispatched case with all of its parts, ended ones included; the parts of a case change under one lock. */
public record DepartmentCase(UUID caseId, int round, CaseFacts facts, Ticket ticket, List<UnitPart> parts)
        implements CaseRecord {

    public DepartmentCase {
        parts = List.copyOf(parts);
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

    DepartmentCase eachPart(UnaryOperator<UnitPart> change) {
        return new DepartmentCase(
                caseId, round, facts, ticket, parts.stream().map(change).toList());
    }

    DepartmentCase onePart(@Nullable UUID assignmentId, UnaryOperator<UnitPart> change) {
        return eachPart(part -> part.assignmentId().equals(assignmentId) ? change.apply(part) : part);
    }

    DepartmentCase dispatchedAgain(int newRound, CaseFacts newFacts, Ticket newTicket, List<UnitPart> more) {
        List<UnitPart> all = new ArrayList<>(parts);
        all.addAll(more);
        return new DepartmentCase(caseId, newRound, newFacts, newTicket, all);
    }

    /** The same case in another grid: its street was split. */
    DepartmentCase inGrid(String gridCode) {
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
        return new DepartmentCase(caseId, round, moved, ticket, parts);
    }
}
