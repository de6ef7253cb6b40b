package org.whistle.intake.cases.web;

import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.intake.cases.CaseDecisions;
import org.whistle.intake.cases.IntakeAnswers;
import org.whistle.intake.cases.IntakeCommand;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;

/** From the check to the end, and what comes after it. */
@RestController
@RequestMapping("/api/intake/cases")
class ClosingController {

    private final CaseDecisions decisions;

    ClosingController(CaseDecisions decisions) {
        this.decisions = decisions;
    }

    @PostMapping("/{caseId}/check")
    CaseAnswer check(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Check body, Caller caller) {
        return decide(caseId, "check", body, caller);
    }

    @PostMapping("/{caseId}/confirm")
    CaseAnswer confirm(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Confirm body, Caller caller) {
        return decide(caseId, "confirm", body, caller);
    }

    @PostMapping("/{caseId}/veto")
    CaseAnswer veto(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Veto body, Caller caller) {
        return decide(caseId, "veto", body, caller);
    }

    @PostMapping("/{caseId}/rate")
    CaseAnswer rate(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Rate body, Caller caller) {
        return decide(caseId, "rate", body, caller);
    }

    @PostMapping("/{caseId}/reopen")
    CaseAnswer reopen(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.Reopen body, Caller caller) {
        return decide(caseId, "reopen", body, caller);
    }

    @PostMapping("/{caseId}/call-back")
    CaseAnswer callBack(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.CallBack body, Caller caller) {
        return decide(caseId, "call-back", body, caller);
    }

    @PostMapping("/{caseId}/spot-check")
    CaseAnswer spotCheck(@PathVariable UUID caseId, @RequestBody @Valid IntakeCommand.SpotCheck body, Caller caller) {
        return decide(caseId, "spot-check", body, caller);
    }

    private CaseAnswer decide(UUID caseId, String action, IntakeCommand command, Caller caller) {
        return IntakeAnswers.answer(decisions.decide(caseId, action, command, caller), caller);
    }
}
