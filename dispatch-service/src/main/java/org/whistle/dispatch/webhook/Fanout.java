package org.whistle.dispatch.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.CaseFacts;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.kit.inbound.SignerCheck;
import org.whistle.kit.kafka.BatchProcessor;

/**
 * Queues each event of the topic for each webhook it is for: in the order of the topic, once. A record without a trusted
 * signature, or one that cannot be read, is queued for none; the desk's own reader sets it aside and alerts.
 */
@Component
public class Fanout implements BatchProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);
    private static final Pattern CASE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final SignerCheck signers;
    private final FanoutStore store;
    private final WebhookProperties properties;
    private final TransactionTemplate transaction;
    private final Deliverer deliverer;
    private final Counter skipped;

    Fanout(
            SignerCheck signers,
            FanoutStore store,
            WebhookProperties properties,
            TransactionTemplate transaction,
            Deliverer deliverer,
            MeterRegistry meters) {
        this.signers = signers;
        this.store = store;
        this.properties = properties;
        this.transaction = transaction;
        this.deliverer = deliverer;
        this.skipped = meters.counter("whistle.webhooks.skipped");
    }

    @Override
    public void process(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Published> events =
                records.stream().flatMap(record -> judge(record).stream()).toList();
        transaction.executeWithoutResult(_ -> write(events));
        deliverer.wake();
    }

    /** An event with the bytes it was published as. */
    record Published(Envelope envelope, UUID caseId, byte[] value) {}

    private Optional<Published> judge(ConsumerRecord<byte[], byte[]> message) {
        SignerCheck.Verdict verdict = signers.judge(message.value(), SignerCheck.signatureOf(message));
        if (verdict instanceof SignerCheck.Verdict.Trusted(Envelope envelope)
                && CASE.matcher(envelope.subject()).matches()) {
            return Optional.of(new Published(envelope, UUID.fromString(envelope.subject()), message.value()));
        }
        skipped.increment();
        LOG.error(
                "record for no webhook partition={} offset={} verdict={}",
                message.partition(),
                message.offset(),
                verdict);
        return Optional.empty();
    }

    private void write(List<Published> events) {
        store.withhold(events.stream()
                .filter(event -> confidential(event.envelope()))
                .map(Published::caseId)
                .toList());
        List<Subscriber> subscribers = store.subscribers();
        if (subscribers.isEmpty()) {
            return;
        }
        Set<UUID> fresh =
                new HashSet<>(store.see(events.stream().map(Published::envelope).toList()));
        List<Published> toTell = events.stream()
                .filter(event -> fresh.remove(event.envelope().id()))
                .toList();
        Set<UUID> withheld =
                store.withheldAmong(toTell.stream().map(Published::caseId).toList());
        store.write(toTell.stream()
                .filter(event -> !withheld.contains(event.caseId()))
                .flatMap(event -> subscribers.stream()
                        .filter(subscriber -> subscriber.isFor(event.envelope()))
                        .map(subscriber -> new FanoutStore.Line(subscriber.id(), event)))
                .toList());
    }

    /** Whether it is about a category that is never sent to other systems. */
    private boolean confidential(Envelope envelope) {
        return factsOf(envelope)
                .map(CaseFacts::categoryCode)
                .filter(properties::confidential)
                .isPresent();
    }

    private static Optional<CaseFacts> factsOf(Envelope envelope) {
        return switch (envelope.data()) {
            case IntakeEvent.Reported reported -> Optional.of(reported.facts());
            case IntakeEvent.Registered registered -> Optional.of(registered.facts());
            case IntakeEvent.TicketFiled filed -> Optional.of(filed.facts());
            case DispatchEvent.Dispatched dispatched -> Optional.of(dispatched.facts());
            case DispatchEvent.Designated designated -> Optional.of(designated.facts());
            default -> Optional.empty();
        };
    }
}
