package org.whistle.department.part.web;

import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.department.part.AssignmentDetails;
import org.whistle.department.part.PartCommand;
import org.whistle.department.part.PartQueries;
import org.whistle.department.part.UnitDesk;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;

/** Every action of a unit on its part, and its inbox. */
@RestController
@RequestMapping("/api/department/assignments")
class AssignmentController {

    private final UnitDesk desk;
    private final PartQueries queries;

    AssignmentController(UnitDesk desk, PartQueries queries) {
        this.desk = desk;
        this.queries = queries;
    }

    @GetMapping
    Page<AssignmentDetails> list(@Valid PartQueries.Filter filter, Caller caller) {
        return queries.list(filter, caller);
    }

    @GetMapping("/{assignmentId}")
    AssignmentDetails get(@PathVariable UUID assignmentId, Caller caller) {
        return queries.get(assignmentId, caller);
    }

    @PostMapping("/{assignmentId}/accept")
    AssignmentDetails accept(
            @PathVariable UUID assignmentId,
            @RequestBody(required = false) PartCommand.@Nullable Accept body,
            Caller caller) {
        return desk.decide(assignmentId, "accept", body == null ? new PartCommand.Accept(null) : body, caller);
    }

    @PostMapping("/{assignmentId}/request-return")
    AssignmentDetails requestReturn(
            @PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.RequestReturn body, Caller caller) {
        return desk.decide(assignmentId, "request-return", body, caller);
    }

    @PostMapping("/{assignmentId}/complete")
    AssignmentDetails complete(
            @PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.Complete body, Caller caller) {
        return desk.decide(assignmentId, "complete", body, caller);
    }

    @PostMapping("/{assignmentId}/check-in")
    AssignmentDetails checkIn(
            @PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.CheckIn body, Caller caller) {
        return desk.decide(assignmentId, "check-in", body, caller);
    }

    @PostMapping("/{assignmentId}/assign-handler")
    AssignmentDetails assignHandler(
            @PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.AssignHandler body, Caller caller) {
        return desk.decide(assignmentId, "assign-handler", body, caller);
    }

    @PostMapping("/{assignmentId}/note")
    AssignmentDetails note(@PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.Note body, Caller caller) {
        return desk.decide(assignmentId, "note", body, caller);
    }

    @PostMapping("/{assignmentId}/request-extension")
    AssignmentDetails requestExtension(
            @PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.RequestExtension body, Caller caller) {
        return desk.decide(assignmentId, "request-extension", body, caller);
    }

    @PostMapping("/{assignmentId}/request-suspension")
    AssignmentDetails requestSuspension(
            @PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.RequestSuspension body, Caller caller) {
        return desk.decide(assignmentId, "request-suspension", body, caller);
    }

    @PostMapping("/{assignmentId}/complete-stage")
    AssignmentDetails completeStage(
            @PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.CompleteStage body, Caller caller) {
        return desk.decide(assignmentId, "complete-stage", body, caller);
    }

    @PostMapping("/{assignmentId}/reply-supervision")
    AssignmentDetails replySupervision(
            @PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.ReplySupervision body, Caller caller) {
        return desk.decide(assignmentId, "reply-supervision", body, caller);
    }

    @PostMapping("/{assignmentId}/appeal")
    AssignmentDetails appeal(
            @PathVariable UUID assignmentId, @RequestBody @Valid PartCommand.Appeal body, Caller caller) {
        return desk.decide(assignmentId, "appeal", body, caller);
    }
}
