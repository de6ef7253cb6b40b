package org.whistle.intake.workorder;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.Role;
import org.whistle.intake.cases.CaseDecisions;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeCommand;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.contact.Contacts;
import org.whistle.intake.photo.Uploads;
import org.whistle.intake.report.ReportCase;
import org.whistle.intake.report.ReportDesk;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.outgoing.Backoff;
import org.whistle.kit.problem.Passing;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.seal.Seal;

/** Applies messages: a new case, a new deadline, a rating, a reopening. One transaction each. */
@Component
class WorkOrderApplier {

    private static final Logger LOG = LoggerFactory.getLogger(WorkOrderApplier.class);

    /** How often a message that may still succeed is tried: for about a day with the usual back-off. */
    private static final int TRIES = 30;

    /** Of a platform that is not configured any more. */
    private static final Backoff OF_NOBODY = new Backoff(Duration.ofMinutes(1), WorkOrderProperties.LONGEST_RETRY);

    private final WorkOrderProperties properties;
    private final WorkOrderStore store;
    private final ReportDesk desk;
    private final CaseDecisions decisions;
    private final IntakeStore cases;
    private final Contacts contacts;
    private final Uploads uploads;
    private final PlatformClient otherSide;
    private final TransactionTemplate transaction;

    WorkOrderApplier(
            WorkOrderProperties properties,
            WorkOrderStore store,
            ReportDesk desk,
            CaseDecisions decisions,
            IntakeStore cases,
            Contacts contacts,
            Uploads uploads,
            PlatformClient otherSide,
            TransactionTemplate transaction) {
        this.properties = properties;
        this.store = store;
        this.desk = desk;
        this.decisions = decisions;
        this.cases = cases;
        this.contacts = contacts;
        this.uploads = uploads;
        this.otherSide = otherSide;
        this.transaction = transaction;
    }

    /** Applies a message, or sets it aside with the reason, or tries again later. */
    void apply(long id) {
        try {
            Attachments attachments = store.waiting(id).map(this::attachments).orElse(Attachments.NONE);
            transaction.executeWithoutResult(
                    _ -> store.lockMessage(id).ifPresent(received -> applyLocked(received, attachments)));
        } catch (RefusedException e) {
            LOG.warn("work order message parked id={} reason={}", id, reasonOf(e.refusal()));
            transaction.executeWithoutResult(_ -> store.park(id, reasonOf(e.refusal())));
        } catch (RuntimeException e) {
            LOG.warn("work order message tried again later id={} reason={}", id, e.toString());
            transaction.executeWithoutResult(_ -> later(id, e));
        }
    }

    /** What passes by itself, such as a lock, is never parked. */
    private void later(long id, RuntimeException failure) {
        String reason = String.valueOf(failure.getMessage());
        store.failing(id).ifPresent(failing -> {
            if (failing.attempts() + 1 >= TRIES && !Passing.is(failure)) {
                store.park(id, reason);
            } else {
                Backoff backoff = properties
                        .find(failing.system())
                        .map(WorkOrderProperties.System::backoff)
                        .orElse(OF_NOBODY);
                store.postponeMessage(id, reason, backoff.after(failing.attempts() + 1));
            }
        });
    }

    /** Before any transaction, since it may take long; what is kept twice is kept once. */
    private Attachments attachments(WorkOrderStore.Waiting waiting) {
        Message message = waiting.message();
        WorkOrderProperties.System system = properties.find(waiting.system()).orElse(null);
        Message.Order order = message.kind() == Message.Kind.ORDER ? message.order() : null;
        if (system == null || order == null || waiting.entered()) {
            return Attachments.NONE;
        }
        Caller caller = registering(system, message);
        return Attachments.take(
                order.attachments(),
                waiting.attempts(),
                path -> fileOf(system, path),
                bytes -> uploads.attachment(bytes, caller).token());
    }

    private byte[] fileOf(WorkOrderProperties.System system, String path) {
        if (system.url() == null) {
            throw RefusedException.field("/order/attachments", "REQUIRED");
        }
        return otherSide.file(system, path);
    }

    private void applyLocked(WorkOrderStore.Received received, Attachments attachments) {
        WorkOrderProperties.System system = properties
                .find(received.system())
                .orElseThrow(() -> RefusedException.field("/system", "UNKNOWN_SYSTEM"));
        Message message = received.message();
        Optional<WorkOrder> known = store.find(system.code(), message.number());
        if (message.kind() == Message.Kind.ORDER) {
            if (known.isEmpty()) {
                enter(received, message, java.util.Objects.requireNonNull(message.order()), attachments, system);
            }
        } else {
            follow(known.orElseThrow(() -> new NotYetException("the order has not come yet")), message);
        }
        store.applied(received.id());
    }

    private void enter(
            WorkOrderStore.Received received,
            Message message,
            Message.Order order,
            Attachments attachments,
            WorkOrderProperties.System system) {
        Caller caller = registering(system, message);
        List<String> refused = attachments.refused();
        ReportCase report = new ReportCase(
                system.categories().getOrDefault(order.category(), order.category()),
                order.condition(),
                refused.isEmpty()
                        ? order.content()
                        : order.content() + "\n附件未收 not taken: " + String.join(", ", refused),
                order.position(),
                order.address(),
                order.jurisdictionCode() == null ? system.county() : order.jurisdictionCode(),
                attachments.tokens(),
                system.source(),
                system.code() + "/" + message.number(),
                order.deadline(),
                null,
                order.occurredAt());
        Stored<IntakeCase> stored = desk.report(report, caller);
        IntakeCase record = stored.body();
        WorkOrder entered = new WorkOrder(
                system.code(),
                message.number(),
                record.caseId(),
                message.sentAt(),
                order.deadline(),
                null,
                Reply.Kind.ACCEPTED,
                record.round(),
                null,
                null,
                null);
        store.enter(entered, stored.readAt());
        store.say(entered, reply(entered, record, Reply.Kind.ACCEPTED, stored.readAt()));
        Seal.Sealed sealed = received.sealed();
        if (sealed != null) {
            contacts.open(Inbox.idOf(system.code(), received.messageId()), sealed)
                    .ifPresent(contact -> contacts.keep(record.caseId(), caller.account(), contact));
        }
        LOG.info(
                "decided action=enter-work-order system={} number={} case={}",
                system.code(),
                message.number(),
                record.caseId());
    }

    static Reply reply(WorkOrder order, IntakeCase record, Reply.Kind kind, Instant at) {
        return new Reply(
                UuidCreator.getTimeOrderedEpoch(),
                order.number(),
                kind,
                at,
                record.facts().caseNumber(),
                record.state(),
                record.round(),
                null,
                null,
                null,
                null);
    }

    private void follow(WorkOrder order, Message message) {
        switch (message.kind()) {
            case DEADLINE -> store.deadline(order, java.util.Objects.requireNonNull(message.deadline()));
            case SATISFACTION -> {
                Message.Satisfaction said = java.util.Objects.requireNonNull(message.satisfaction());
                decisions.decide(
                        order.caseId(),
                        new IntakeCommand.Rate(said.resolved(), said.satisfaction(), said.comment(), null),
                        reporting(order));
                store.satisfaction(order, said);
            }
            case REWORK -> rework(order, message);
            case WITHDRAWN -> decisions.decide(order.caseId(), new IntakeCommand.Withdraw(null), reporting(order));
            case ORDER -> throw new IllegalArgumentException("kind: ORDER (expected: one about an order)");
        }
    }

    /** 退回重办: nothing to do where the answer to 回访 has reopened the case. */
    private void rework(WorkOrder order, Message message) {
        boolean reopened = cases.find(order.caseId())
                .map(Stored::body)
                .filter(record -> record.open() && record.round() > 1)
                .isPresent();
        if (!reopened) {
            decisions.decide(
                    order.caseId(),
                    new IntakeCommand.Reopen(
                            DissatisfactionReason.NOT_RESOLVED, String.valueOf(message.reason()), null),
                    reporting(order));
        }
    }

    /** A dispatcher's registration, done by the platform; each order has an account of its own. */
    private static Caller registering(WorkOrderProperties.System system, Message message) {
        return new Caller(
                account(system.code(), message.number()),
                List.of(new Grant(Role.DISPATCHER, List.of(system.county()), null)),
                message.messageId());
    }

    /** The reporter as caller; here the platform acts for the person who called. */
    private Caller reporting(WorkOrder order) {
        String county = properties.find(order.system()).orElseThrow().county();
        return new Caller(
                account(order.system(), order.number()), List.of(new Grant(Role.CITIZEN, List.of(county), null)), null);
    }

    private static String account(String system, String number) {
        return "work-order:" + system + ":" + number;
    }

    static String reasonOf(Refusal refusal) {
        @Nullable
        String fields = switch (refusal) {
            case Refusal.Unprocessable unprocessable -> String.valueOf(unprocessable.errors());
            case Refusal.Malformed malformed -> String.valueOf(malformed.errors());
            case Refusal.Conflict conflict -> conflict.state();
            default -> null;
        };
        return fields == null ? refusal.code() : refusal.code() + " " + fields;
    }
}
