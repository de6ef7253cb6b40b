package org.whistle.intake.workorder;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Source;
import org.whistle.events.code.VoidReason;
import org.whistle.intake.cases.CaseWatcher;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.kit.time.DatabaseTime;

/** Queues replies to the other platform about its orders, in the transaction of the change. */
@Component
class ReplyRecorder implements CaseWatcher {

    private static final Set<Source> SOURCES =
            EnumSet.of(Source.HOTLINE_12345, Source.LEADER, Source.MEDIA, Source.DEPARTMENT);

    private final WorkOrderStore store;
    private final DatabaseTime time;

    ReplyRecorder(WorkOrderStore store, DatabaseTime time) {
        this.store = store;
        this.time = time;
    }

    @Override
    public void written(IntakeCase record) {
        boolean ended = !record.state().open() && record.state() != CaseState.VOIDED;
        if (SOURCES.contains(record.source())) {
            store.ofCase(record.caseId()).ifPresent(order -> tell(order, record));
        }
        if (ended && record.state() != CaseState.MERGED && record.reporters().size() > 1) {
            store.ofChildren(record.caseId()).forEach(child -> done(child, record));
        }
    }

    @Override
    public void told(IntakeCase record, Envelope event) {
        if (!SOURCES.contains(record.source())) {
            return;
        }
        switch (event.data()) {
            case IntakeEvent.Handled handled -> store.result(record.caseId(), handled.result());
            case DispatchEvent.CompletionAccepted completed -> store.result(record.caseId(), completed.result());
            case IntakeEvent.Voided voided -> returned(record, event, voided.reasonCode(), voided.note());
            case IntakeEvent.Withdrawn withdrawn -> returned(record, event, withdrawn.reasonCode(), null);
            default -> {}
        }
    }

    private void returned(IntakeCase record, Envelope event, VoidReason reasonCode, @Nullable String note) {
        store.ofCase(record.caseId())
                .ifPresent(order -> store.say(
                        order,
                        with(
                                WorkOrderApplier.reply(order, record, Reply.Kind.RETURNED, event.time()),
                                null,
                                reasonCode.name(),
                                note,
                                null)));
    }

    private void tell(WorkOrder order, IntakeCase record) {
        Optional<Reply.Kind> next = Rules.next(record.state(), record.round(), order.said(), order.saidRound());
        next.ifPresent(kind -> {
            if (kind == Reply.Kind.DONE) {
                done(order, record);
            } else {
                store.say(order, WorkOrderApplier.reply(order, record, kind, time.now()));
            }
        });
        Rules.extension(record, order.deadline(), order.saidUntil())
                .ifPresent(until -> store.say(
                        order,
                        with(
                                WorkOrderApplier.reply(order, record, Reply.Kind.EXTENSION_ASKED, time.now()),
                                null,
                                null,
                                null,
                                until)));
    }

    /** The case itself ended, or the one it was merged into. */
    private void done(WorkOrder order, IntakeCase record) {
        Instant closed = record.progress().closedAt();
        store.say(
                order,
                with(
                        WorkOrderApplier.reply(order, record, Reply.Kind.DONE, closed == null ? time.now() : closed),
                        order.result(),
                        record.state() == CaseState.FORCE_CLOSED ? "FORCE_CLOSED" : null,
                        null,
                        null));
    }

    private static Reply with(
            Reply reply,
            @Nullable String result,
            @Nullable String reasonCode,
            @Nullable String reason,
            @Nullable Instant until) {
        return new Reply(
                reply.replyId(),
                reply.number(),
                reply.kind(),
                reply.at(),
                reply.caseNumber(),
                reply.state(),
                reply.round(),
                result,
                reasonCode,
                reason,
                until);
    }
}
