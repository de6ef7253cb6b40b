package org.whistle.dispatch.dispatching.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.dispatch.dispatching.AppealQueries;
import org.whistle.dispatch.dispatching.CommandCenter;
import org.whistle.dispatch.dispatching.DispatchAnswers;
import org.whistle.dispatch.dispatching.DispatchCommand;
import org.whistle.dispatch.dispatching.NoticeQueries;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;
import org.whistle.kit.desk.Page;

/** 催办, 督办, 弄虚作假, 申诉, and the notices of the caller. */
@RestController
@RequestMapping("/api/dispatch")
class OversightController {

    private final CommandCenter center;
    private final AppealQueries appeals;
    private final NoticeQueries notices;

    OversightController(CommandCenter center, AppealQueries appeals, NoticeQueries notices) {
        this.center = center;
        this.appeals = appeals;
        this.notices = notices;
    }

    @PostMapping("/cases/{caseId}/urge")
    CaseAnswer urge(@PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.Urge body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/cases/{caseId}/supervise")
    CaseAnswer supervise(@PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.Supervise body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/cases/{caseId}/reply-supervision")
    CaseAnswer replySupervision(
            @PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.ReplySupervision body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @PostMapping("/cases/{caseId}/find-misconduct")
    CaseAnswer findMisconduct(
            @PathVariable UUID caseId, @RequestBody @Valid DispatchCommand.FindMisconduct body, Caller caller) {
        return decide(caseId, body, caller);
    }

    @GetMapping("/appeals")
    Page<AppealQueries.AppealView> appeals(@Valid AppealQueries.Filter filter, Caller caller) {
        return appeals.list(filter, caller);
    }

    @PostMapping("/appeals/{appealId}/review")
    CaseAnswer review(@PathVariable UUID appealId, @RequestBody @Valid Review body, Caller caller) {
        return decide(
                appeals.caseOf(appealId, caller),
                new DispatchCommand.ReviewAppeal(appealId, body.recommend(), body.note(), body.expectedVersion()),
                caller);
    }

    @PostMapping("/appeals/{appealId}/decide")
    CaseAnswer decide(@PathVariable UUID appealId, @RequestBody @Valid Decision body, Caller caller) {
        return decide(
                appeals.caseOf(appealId, caller),
                new DispatchCommand.DecideAppeal(appealId, body.uphold(), body.note(), body.expectedVersion()),
                caller);
    }

    @GetMapping("/notices")
    List<NoticeQueries.Notice> notices(@RequestParam(defaultValue = "false") boolean unseen, Caller caller) {
        return notices.list(unseen, caller);
    }

    @PostMapping("/notices/{noticeId}/see")
    Map<String, Object> see(@PathVariable long noticeId, Caller caller) {
        notices.see(noticeId, caller);
        return Map.of("noticeId", noticeId, "seen", true);
    }

    /** First review of an appeal. */
    record Review(
            @NotNull Boolean recommend,
            @NotBlank @Size(max = 2_000) String note,
            @Nullable Long expectedVersion) {}

    /** Decision of an appeal. */
    record Decision(
            @NotNull Boolean uphold,
            @NotBlank @Size(max = 2_000) String note,
            @Nullable Long expectedVersion) {}

    private CaseAnswer decide(UUID caseId, DispatchCommand command, Caller caller) {
        return DispatchAnswers.answer(center.decide(caseId, command, caller), caller);
    }
}
