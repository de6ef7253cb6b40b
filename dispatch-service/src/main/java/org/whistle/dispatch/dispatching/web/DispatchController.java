package org.whistle.dispatch.dispatching.web;

import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.dispatch.dispatching.Candidates;
import org.whistle.dispatch.dispatching.CommandCenter;
import org.whistle.dispatch.dispatching.DispatchAnswers;
import org.whistle.dispatch.dispatching.DispatchCommand;
import org.whistle.dispatch.dispatching.DispatchQueries;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;
import org.whistle.kit.desk.Page;

/** Every action of the command center on a case, and its queue. */
@RestController
@RequestMapping("/api/dispatch/cases")
class DispatchController {

    private final CommandCenter center;
    private final DispatchQueries queries;

    DispatchController(CommandCenter center, DispatchQueries queries) {
        this.center = center;
        this.queries = queries;
    }

    @GetMapping
    Page<DispatchAnswers.CaseDetails> list(@Valid DispatchQueries.Filter filter, Caller caller) {
        return queries.list(filter, caller);
    }

    @GetMapping("/{caseId}")
    DispatchAnswers.CaseDetails get(@PathVariable UUID caseId, Caller caller) {
        return queries.get(caseId, caller);
    }

    @GetMapping("/{caseId}/candidates")
    List<Candidates.Candidate> candidates(@PathVariable UUID caseId, Caller caller) {
        return queries.candidates(caseId, caller);
    }

    @PostMapping("/{caseId}/file")
    CaseAnswer file(
            @PathVariable UUID caseId,
            @RequestBody(required = false) DispatchCommand.@Nullable FileCase body,
            Caller caller) {
        return decide(caseId, "file", body == null ? new DispatchCommand.FileCase(null) : body, caller);
    }

    @PostMapping("/{caseId}/reject")
    CaseAnswer reject(@PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.Reject body, Caller caller) {
        return decide(caseId, "reject", body, caller);
    }

    @PostMapping("/{caseId}/dispatch")
    CaseAnswer dispatch(@PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.Dispatch body, Caller caller) {
        return decide(caseId, "dispatch", body, caller);
    }

    @PostMapping("/{caseId}/designate")
    CaseAnswer designate(@PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.Designate body, Caller caller) {
        return decide(caseId, "designate", body, caller);
    }

    @PostMapping("/{caseId}/review-return")
    CaseAnswer reviewReturn(
            @PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.ReviewReturn body, Caller caller) {
        return decide(caseId, "review-return", body, caller);
    }

    @PostMapping("/{caseId}/recall")
    CaseAnswer recall(@PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.Recall body, Caller caller) {
        return decide(caseId, "recall", body, caller);
    }

    @PostMapping("/{caseId}/rule")
    CaseAnswer rule(@PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.Rule body, Caller caller) {
        return decide(caseId, "rule", body, caller);
    }

    @PostMapping("/{caseId}/force-close")
    CaseAnswer forceClose(
            @PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.ForceClose body, Caller caller) {
        return decide(caseId, "force-close", body, caller);
    }

    @PostMapping("/{caseId}/add-assisting")
    CaseAnswer addAssisting(
            @PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.AddAssisting body, Caller caller) {
        return decide(caseId, "add-assisting", body, caller);
    }

    @PostMapping("/{caseId}/review-extension")
    CaseAnswer reviewExtension(
            @PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.ReviewExtension body, Caller caller) {
        return decide(caseId, "review-extension", body, caller);
    }

    @PostMapping("/{caseId}/review-suspension")
    CaseAnswer reviewSuspension(
            @PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.ReviewSuspension body, Caller caller) {
        return decide(caseId, "review-suspension", body, caller);
    }

    @PostMapping("/{caseId}/resume")
    CaseAnswer resume(@PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.Resume body, Caller caller) {
        return decide(caseId, "resume", body, caller);
    }

    private CaseAnswer decide(UUID caseId, String action, DispatchCommand command, Caller caller) {
        return DispatchAnswers.answer(center.decide(caseId, action, command, caller), caller);
    }
}
