package org.whistle.kit.inbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.Envelope;
import org.whistle.events.Producer;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.Delivery;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.kit.trace.Traces;

/**
 * Events in, once and in order per case: a batch in one transaction, and record by record where that fails. A record that
 * cannot go on parks its case and nothing else; a record nobody of ours signed is set aside and parks nothing.
 */
public final class DeskInbox implements BatchProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(DeskInbox.class);
    private static final int TRIES = 3;
    private static final long FIRST_BACK_OFF_MILLIS = 50;

    private final Producer self;
    private final SignerCheck signers;
    private final InboxTables tables;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;
    private final EventHandler handler;
    private final Traces traces;
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
            MeterRegistry meters) {
        this.self = self;
        this.signers = signers;
        this.tables = tables;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.handler = handler;
        this.traces = traces;
        this.parked = meters.counter("whistle.inbox.parked");
        this.refused = meters.counter("whistle.inbox.refused");
    }

    @Override
    public void process(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Incoming> incoming = records.stream().map(this::judge).toList();
        try {
            transaction.executeWithoutResult(_ -> apply(incoming));
        } catch (RuntimeException e) {
            if (databaseIsAway(e)) {
                throw e;
            }
            LOG.info("batch goes on one by one count={} reason={}", incoming.size(), e.toString());
            incoming.forEach(this::applyAlone);
        } finally {
            MDC.remove(CaseStore.LOGGED_NUMBER);
        }
    }

    /**
     * Takes up parked cases again, each from the record that stopped it.
     *
     * @return how many events went through
     */
    public int replayParked() {
        int applied = 0;
        for (String caseId : tables.parkedCases()) {
            for (InboxTables.ParkedEvent event : tables.parkedEvents(caseId)) {
                try {
                    transaction.executeWithoutResult(_ -> replay(event));
                    applied++;
                } catch (RuntimeException e) {
                    LOG.warn("case stays parked case={} reason={}", caseId, e.toString());
                    break;
                }
            }
        }
        return applied;
    }

    private void replay(InboxTables.ParkedEvent event) {
        switch (signers.judge(event.value(), event.signature())) {
            case SignerCheck.Verdict.Trusted(Envelope envelope) -> {
                if (tables.record(List.of(envelope.id())).contains(envelope.id())) {
                    handler.apply(new Delivery(envelope, event.waited()));
                }
            }
            case SignerCheck.Verdict.Unreadable(String reason) -> throw new IllegalStateException(reason);
            case SignerCheck.Verdict.Refused(String reason) -> throw new IllegalStateException(reason);
        }
        tables.unpark(event.id());
    }

    private Incoming judge(ConsumerRecord<byte[], byte[]> message) {
        @Nullable String signature = SignerCheck.signatureOf(message);
        return new Incoming(message, signature, signers.judge(message.value(), signature));
    }

    private void apply(List<Incoming> incoming) {
        Set<String> blocked =
                tables.parkedAmong(incoming.stream().map(Incoming::caseId).toList());
        List<UUID> ids = incoming.stream()
                .filter(one -> !blocked.contains(one.caseId()))
                .flatMap(one -> one.foreignEnvelope(self).stream().map(Envelope::id))
                .toList();
        Set<UUID> fresh = new HashSet<>(tables.record(ids));
        for (Incoming one : incoming) {
            switch (one.verdict()) {
                case SignerCheck.Verdict.Refused(String reason) -> setAside(one, reason);
                case SignerCheck.Verdict.Unreadable(String reason) -> park(one, reason);
                case SignerCheck.Verdict.Trusted(Envelope envelope) -> {
                    if (blocked.contains(one.caseId()) && !envelope.source().equals(self.source())) {
                        tables.park(one.message(), one.caseId(), String.valueOf(one.signature()), "BEHIND_PARKED");
                    } else if (fresh.remove(envelope.id())) {
                        traces.continued(
                                envelope.type() + " process",
                                Traces.of(one.message()),
                                () -> handler.apply(one.delivery(envelope)));
                    }
                }
            }
        }
    }

    private void applyAlone(Incoming one) {
        RuntimeException failure = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                transaction.executeWithoutResult(_ -> apply(List.of(one)));
                return;
            } catch (RuntimeException e) {
                if (databaseIsAway(e)) {
                    throw e;
                }
                failure = e;
                rest(FIRST_BACK_OFF_MILLIS << attempt);
            }
        }
        LOG.error("case parked case={} event={}", one.caseId(), one.verdict(), failure);
        String reason = String.valueOf(failure);
        transaction.executeWithoutResult(_ -> park(one, reason));
    }

    private void park(Incoming one, String reason) {
        parked.increment();
        deadLetters.publish(one.message(), reason);
        tables.park(one.message(), one.caseId(), String.valueOf(one.signature()), reason);
    }

    private void setAside(Incoming one, String reason) {
        refused.increment();
        LOG.error(
                "record refused topic={} partition={} offset={} reason={}",
                one.message().topic(),
                one.message().partition(),
                one.message().offset(),
                reason);
        deadLetters.publish(one.message(), reason);
        tables.setAside(one.message(), one.signature(), reason);
    }

    private static boolean databaseIsAway(RuntimeException e) {
        return e instanceof CannotCreateTransactionException
                || e instanceof CannotGetJdbcConnectionException
                || e instanceof TransactionSystemException;
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
