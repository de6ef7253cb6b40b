package org.whistle.intake.report.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.intake.cases.IntakeAnswers;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.cases.IntakeTable;
import org.whistle.intake.report.Duplicates;
import org.whistle.intake.report.ReportCase;
import org.whistle.intake.report.ReportDesk;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.problem.RefusedException;

/** Reporting, and what may be the same thing. */
@RestController
@RequestMapping("/api/intake/cases")
class ReportController {

    private final ReportDesk desk;
    private final Duplicates duplicates;
    private final IntakeStore store;

    ReportController(ReportDesk desk, Duplicates duplicates, IntakeStore store) {
        this.desk = desk;
        this.duplicates = duplicates;
        this.store = store;
    }

    @PostMapping
    ResponseEntity<ReportAnswer> report(@RequestBody @Valid ReportCase report, Caller caller) {
        Stored<IntakeCase> stored = desk.report(report, caller);
        return ResponseEntity.created(
                        URI.create("/api/intake/cases/" + stored.body().caseId()))
                .body(new ReportAnswer(IntakeAnswers.answer(stored, caller), duplicates.offer(stored, caller)));
    }

    @GetMapping("/{caseId}/similar")
    List<Duplicates.Duplicate> similar(@PathVariable UUID caseId, Caller caller) {
        Stored<IntakeCase> stored = store.find(caseId)
                .filter(found -> IntakeTable.readsReport(found.body(), caller))
                .orElseThrow(RefusedException::notFound);
        return duplicates.offer(stored, caller);
    }

    /** The case and what may be the same thing. */
    record ReportAnswer(@JsonUnwrapped CaseAnswer answer, List<Duplicates.Duplicate> possibleDuplicates) {}
}
