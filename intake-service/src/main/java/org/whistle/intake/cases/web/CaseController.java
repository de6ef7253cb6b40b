package org.whistle.intake.cases.web;

import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.intake.cases.CaseDecisions;
import org.whistle.intake.cases.CaseQueries;
import org.whistle.intake.cases.IntakeAnswers;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeCommand;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;
import org.whistle.kit.desk.Page;
import org.whistle.kit.desk.Stored;

/** Every action of the grid, community and street desks on a case, and their queues. */
@RestController
@RequestMapping("/api/intake/cases")
class CaseController {

    private final CaseDecisions decisions;
    private final CaseQueries queries;

    CaseController(CaseDecisions decisions, CaseQueries queries) {
        this.decisions = decisions;
        this.queries = queries;
    }

    @GetMapping
    Page<IntakeAnswers.CaseDetails> list(@Valid CaseQueries.Filter filter, Caller caller) {
        return queries.list(filter, caller);
    }

    @GetMapping("/{caseId}")
    IntakeAnswers.CaseDetails get(@PathVariable UUID caseId, Caller caller) {
        return queries.get(caseId, caller);
    }

    @PostMapping("/{caseId}/join")
    CaseAnswer join(
            @PathVariable UUID caseId,
            @RequestBody(required = false) IntakeCommand.@Nullable Join body,
            Caller caller) {
        IntakeCommand.Join command = body == null ? new IntakeCommand.Join(null) : body;
        return answer(decisions.join(caseId, command, caller), caller);
    }

    @PostMapping("/{caseId}/supplement")
    CaseAnswer supplement(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Supplement body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/withdraw")
    CaseAnswer withdraw(
            @PathVariable UUID caseId,
            @RequestBody(required = false) IntakeCommand.@Nullable Withdraw body,
            Caller caller) {
        return decide(caseId, body == null ? new IntakeCommand.Withdraw(null) : body, caller);
    }

    @PostMapping("/{caseId}/request-verification")
    CaseAnswer requestVerification(
            @PathVariable UUID caseId,
            @RequestBody(required = false) @Valid IntakeCommand.@Nullable RequestVerification body,
            Caller caller) {
        return decide(caseId, body == null ? new IntakeCommand.RequestVerification(null, null, null) : body, caller);
    }

    @PostMapping("/{caseId}/cancel-verification")
    CaseAnswer cancelVerification(
            @PathVariable UUID caseId,
            @RequestBody(required = false) @Valid IntakeCommand.@Nullable CancelVerification body,
            Caller caller) {
        return decide(caseId, body == null ? new IntakeCommand.CancelVerification(null, null) : body, caller);
    }

    @PostMapping("/{caseId}/verify")
    CaseAnswer verify(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Verify body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/start-handling")
    CaseAnswer startHandling(
            @PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.StartHandling body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/handle")
    CaseAnswer handle(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Handle body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/merge")
    CaseAnswer merge(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Merge body, Caller caller) {
        return answer(decisions.merge(caseId, body, caller), caller);
    }

    @PostMapping("/{caseId}/void")
    CaseAnswer voidCase(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.VoidCase body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/escalate")
    CaseAnswer escalate(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Escalate body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/send-back")
    CaseAnswer sendBack(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.SendBack body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/ticket")
    CaseAnswer ticket(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.FileTicket body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/locate")
    CaseAnswer locate(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Locate body, Caller caller) {
        return answer(decisions.locate(caseId, body, caller), caller);
    }

    @PostMapping("/{caseId}/endorse")
    CaseAnswer endorse(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Endorse body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/take-back")
    CaseAnswer takeBack(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.TakeBack body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/urge")
    CaseAnswer urge(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Urge body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/{caseId}/reply-supervision")
    CaseAnswer replySupervision(
            @PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.ReplySupervision body, Caller caller) {
        return decide(caseId, body, caller);
    }

    private CaseAnswer decide(UUID caseId, IntakeCommand command, Caller caller) {
        return answer(decisions.decide(caseId, command, caller), caller);
    }

    private static CaseAnswer answer(Stored<IntakeCase> stored, Caller caller) {
        return IntakeAnswers.answer(stored, caller);
    }
}
