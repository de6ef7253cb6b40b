package org.whistle.kit.inbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.Envelope;
import org.whistle.events.Producer;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.kit.outgoing.Backoff;
import org.whistle.kit.problem.Passing;
import org.whistle.kit.trace.Traces;

/**
 * Events in, once and in order per case: a batch in one transaction, and record by record where that fails. A record that
 * cannot be applied parks its case and nothing else: it and the later events of the case wait in the database and are tried again
 * after a growing wait; so does a record before which others are missing. A record without a signature of our services is set aside and parks nothing.
 */
public final class DeskInbox implements BatchProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(DeskInbox.class);
    private static final String BEHIND = "BEHIND_PARKED";

    private final Producer self;
    private final SignerCheck signers;
    private final InboxTables tables;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;
    private final EventHandler handler;
    private final Traces traces;
    private final Backoff backoff;
    private final Counter parked;
    private final Counter refused;

    DeskInbox(
            Producer self,
            SignerCheck signers,
            InboxTables tables,
            DeadLetters deadLetters,
            TransactionTemplate transaction,
            EventHandler handler,
            Traces traces,
            Backoff backoff,
            MeterRegistry meters) {
        this.self = self;
        this.signers = signers;
        this.tables = tables;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.handler = handler;
        this.traces = traces;
        this.backoff = backoff;
        this.parked = meters.counter("whistle.inbox.parked");
        this.refused = meters.counter("whistle.inbox.refused");
    }

    @Override
    public void process(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Incoming> incoming = records.stream()
                .map(this::judge)
                .filter(one -> !isOwn(one.verdict()))
                .toList();
        if (incoming.isEmpty()) {
            return;
        }
        Map<ConsumerRecord<byte[], byte[]>, String> committed = new LinkedHashMap<>();
        try {
            transaction.executeWithoutResult(_ -> apply(incoming));
            incoming.forEach(one -> one.reason().ifPresent(reason -> committed.put(one.message(), reason)));
        } catch (RuntimeException e) {
            LOG.info("batch goes on one by one count={} reason={}", incoming.size(), e.toString());
            incoming.forEach(one -> applyAlone(one).ifPresent(reason -> committed.put(one.message(), reason)));
        } finally {
            MDC.remove(CaseStore.LOGGED_NUMBER);
            deadLetters.publish(committed);
        }
    }

    /**
     * Takes up the parked cases whose wait is over, each from the event that stopped it.
     *
     * @return how many events were applied
     */
    int retryDue() {
        return takeUp(tables.dueCases());
    }

    /**
     * Takes up all parked cases now.
     *
     * @return how many events were applied
     */
    public int replayParked() {
        return takeUp(tables.parkedCases());
    }

    private int takeUp(List<String> cases) {
        int applied = 0;
        for (String caseId : cases) {
            Optional<InboxTables.ParkedEvent> next = nextParked(caseId);
            while (next.isPresent() && takeUp(caseId, next.get())) {
                applied++;
                next = nextParked(caseId);
            }
        }
        return applied;
    }

    /** The first, or the one that fills the hole before it. */
    private Optional<InboxTables.ParkedEvent> nextParked(String caseId) {
        Optional<InboxTables.ParkedEvent> first = tables.firstParked(caseId);
        return first.filter(InboxTables.ParkedEvent::afterGap)
                .flatMap(this::trusted)
                .flatMap(late -> tables.parked(caseId).stream()
                        .filter(other -> trusted(other)
                                .filter(envelope -> envelope.source().equals(late.source()))
                                .filter(envelope -> tables.progress(envelope.caseId())
                                        .missingBefore(envelope)
                                        .isEmpty())
                                .isPresent())
                        .findFirst())
                .or(() -> first);
    }

    private Optional<Envelope> trusted(InboxTables.ParkedEvent event) {
        return signers.judge(event.value(), event.signature()) instanceof SignerCheck.Verdict.Trusted(Envelope envelope)
                ? Optional.of(envelope)
                : Optional.empty();
    }

    /** False where it failed again, or where another replica has it. */
    private boolean takeUp(String caseId, InboxTables.ParkedEvent event) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> tables.claim(event.id()) && replay(event)));
        } catch (RuntimeException e) {
            LOG.warn("case stays parked case={} tries={} reason={}", caseId, event.tries() + 1, e.toString());
            transaction.executeWithoutResult(
                    _ -> tables.postpone(caseId, event.id(), e.toString(), backoff.after(event.tries() + 1)));
            return false;
        } finally {
            MDC.remove(CaseStore.LOGGED_NUMBER);
        }
    }

    private boolean replay(InboxTables.ParkedEvent event) {
        switch (signers.judge(event.value(), event.signature())) {
            case SignerCheck.Verdict.Trusted own when isOwn(own) -> {}
            case SignerCheck.Verdict.Trusted(Envelope envelope) -> {
                CaseProgress progress = tables.progress(envelope.caseId());
                progress.missingBefore(envelope).ifPresent(missing -> {
                    throw new MissingBefore(InboxTables.gap(envelope, missing));
                });
                boolean before = progress.wasApplied(envelope);
                progress.applied(envelope);
                progress.save();
                if (!before && tables.record(List.of(envelope.id())).contains(envelope.id())) {
                    handler.apply(new InboundEvent(envelope, event.waited()));
                }
            }
            case SignerCheck.Verdict.Unreadable(String reason) -> throw new IllegalStateException(reason);
            case SignerCheck.Verdict.Refused(String reason) -> throw new IllegalStateException(reason);
        }
        tables.unpark(event.id());
        return true;
    }

    /** Still waits for events before it; its text is the reason that is kept. */
    private static final class MissingBefore extends RuntimeException {

        private MissingBefore(String reason) {
            super(reason);
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }

    private Incoming judge(ConsumerRecord<byte[], byte[]> message) {
        @Nullable String signature = SignerCheck.signatureOf(message);
        return new Incoming(message, signature, signers.judge(message.value(), signature));
    }

    private void apply(List<Incoming> incoming) {
        InboxTables.Known known = tables.known(
                incoming.stream().map(Incoming::caseId).toList(),
                incoming.stream()
                        .flatMap(one -> one.verdict() instanceof SignerCheck.Verdict.Trusted(Envelope envelope)
                                ? Stream.of(envelope.caseId())
                                : Stream.empty())
                        .toList());
        Set<String> blocked = known.parked();
        CaseProgress progress = known.progress();
        List<Usable> usable = new ArrayList<>();
        for (Incoming one : incoming) {
            switch (one.verdict()) {
                case SignerCheck.Verdict.Refused(String reason) -> setAside(one, reason);
                case SignerCheck.Verdict.Unreadable(String reason) -> {
                    parked.increment();
                    park(one, reason);
                    blocked.add(one.caseId());
                }
                case SignerCheck.Verdict.Trusted(Envelope envelope) when progress.wasApplied(envelope) -> {}
                case SignerCheck.Verdict.Trusted _
                when blocked.contains(one.caseId()) -> {
                    park(one, BEHIND);
                    tables.wakeGap(one.caseId());
                }
                case SignerCheck.Verdict.Trusted(Envelope envelope) ->
                    progress.missingBefore(envelope)
                            .ifPresentOrElse(
                                    missing -> {
                                        parked.increment();
                                        park(one, InboxTables.gap(envelope, missing));
                                        blocked.add(one.caseId());
                                    },
                                    () -> {
                                        progress.applied(envelope);
                                        usable.add(new Usable(one, envelope));
                                    });
            }
        }
        progress.save();
        Set<UUID> fresh = new HashSet<>(
                tables.record(usable.stream().map(one -> one.envelope().id()).toList()));
        for (Usable one : usable) {
            if (fresh.remove(one.envelope().id())) {
                traces.continued(
                        one.envelope().type() + " process",
                        Traces.of(one.incoming().message()),
                        () -> handler.apply(one.incoming().inbound(one.envelope(), known.now())));
            }
        }
    }

    private record Usable(Incoming incoming, Envelope envelope) {}

    /** What this desk decided itself is applied already. */
    private boolean isOwn(SignerCheck.Verdict verdict) {
        return verdict instanceof SignerCheck.Verdict.Trusted(Envelope envelope)
                && envelope.source().equals(self.source());
    }

    /** Answers why it is a dead letter; empty where it is none. */
    private Optional<String> applyAlone(Incoming one) {
        try {
            transaction.executeWithoutResult(_ -> apply(List.of(one)));
            return one.reason();
        } catch (RuntimeException e) {
            boolean passing = Passing.is(e);
            if (passing) {
                LOG.warn("case waits case={} reason={}", one.caseId(), e.toString());
            } else {
                LOG.error("case parked case={} event={}", one.caseId(), one.verdict(), e);
                parked.increment();
            }
            transaction.executeWithoutResult(_ -> park(one, e.toString()));
            return passing ? Optional.empty() : Optional.of(e.toString());
        }
    }

    private void park(Incoming one, String reason) {
        tables.park(one.message(), one.caseId(), String.valueOf(one.signature()), reason, backoff.after(1));
    }

    private void setAside(Incoming one, String reason) {
        refused.increment();
        LOG.error(
                "record refused topic={} partition={} offset={} reason={}",
                one.message().topic(),
                one.message().partition(),
                one.message().offset(),
                reason);
        tables.setAside(one.message(), one.key(), one.signature(), reason);
    }
}
