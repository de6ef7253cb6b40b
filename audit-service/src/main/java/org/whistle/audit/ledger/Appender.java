package org.whistle.audit.ledger;

import io.micrometer.tracing.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.inbound.DeadLetters;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.kit.trace.Traces;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tile.TileEdge;
import org.whistle.proof.tree.Hash;

/**
 * Appends every record of the topics to its shard: once, in order, refused and unreadable ones included and marked. One
 * writer per shard at a time, by a lock on it; the next position comes from the tables, so that a restored database reads
 * again what it lost.
 */
@Component
class Appender implements BatchProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final String TAKEN = "EVENT_ID_TAKEN";

    private final RecordVerification verification;
    private final LedgerTables tables;
    private final ShardEdges edges;
    private final DeadLetters deadLetters;
    private final List<LedgerListener> listeners;
    private final TransactionTemplate transaction;
    private final Traces traces;
    private final Set<Shard> fromTheBeginning = ConcurrentHashMap.newKeySet();

    Appender(
            RecordVerification verification,
            LedgerTables tables,
            ShardEdges edges,
            DeadLetters deadLetters,
            List<LedgerListener> listeners,
            TransactionTemplate transaction,
            Traces traces) {
        this.verification = verification;
        this.tables = tables;
        this.edges = edges;
        this.deadLetters = deadLetters;
        this.listeners = listeners;
        this.transaction = transaction;
        this.traces = traces;
    }

    /** A record with its leaf. */
    private record Incoming(ConsumerRecord<byte[], byte[]> message, RecordVerification.Judged judged) {

        Leaf leaf() {
            return judged.leaf();
        }
    }

    /**
     * Where to go on in a shard: at the last record that was appended, which is read once more to see that the topic is
     * still the same one.
     */
    OptionalLong start(Shard shard) {
        return fromTheBeginning.contains(shard)
                ? OptionalLong.of(0)
                : OptionalLong.of(
                        tables.last(shard).map(LedgerTables.Last::position).orElse(0L));
    }

    @Override
    public void process(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, List<Incoming>> byShard = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> message : records) {
            Shard shard = Shard.of(message.topic(), message.partition());
            byShard.computeIfAbsent(shard.number(), _ -> new ArrayList<>())
                    .add(new Incoming(message, verification.judge(shard, message)));
        }
        List<Span> spans = spansOf(records);
        Map<ConsumerRecord<byte[], byte[]>, String> unbelieved = unbelieved(byShard.values());
        Set<Shard> grown = new HashSet<>();
        try {
            transaction.executeWithoutResult(_ -> byShard.forEach((number, incoming) -> {
                Shard shard = new Shard(number);
                if (append(shard, incoming, unbelieved)) {
                    grown.add(shard);
                }
            }));
            fromTheBeginning.removeAll(grown);
        } catch (RuntimeException e) {
            edges.forget();
            spans.forEach(span -> span.error(e));
            throw e;
        } finally {
            spans.forEach(Span::end);
        }
        listeners.forEach(LedgerListener::grew);
        deadLetters.publish(unbelieved);
    }

    private List<Span> spansOf(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Span> spans = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : records) {
            String traceparent = Traces.of(message);
            if (traceparent != null) {
                spans.add(traces.start("ledger append", Span.Kind.CONSUMER, traceparent)
                        .tag("ledger.shard", message.partition()));
            }
        }
        return spans;
    }

    /** Whether there was something new. */
    private boolean append(
            Shard shard, List<Incoming> incoming, Map<ConsumerRecord<byte[], byte[]>, String> unbelieved) {
        tables.lock(shard);
        List<Leaf> leaves = incoming.stream().map(Incoming::leaf).toList();
        Set<LedgerTables.Place> places = tables.places(shard, leaves);
        Map<UUID, Hash> events = tables.events(leaves);
        Optional<LedgerTables.Last> last = tables.last(shard);
        last.ifPresent(found -> requireSameTopic(shard, found, leaves));
        long size = last.map(found -> found.index() + 1).orElse(0L);
        requireNothingLost(shard, size);
        List<Leaf> fresh = new ArrayList<>();
        for (Incoming one : incoming) {
            if (!places.add(
                    new LedgerTables.Place(one.leaf().position(), one.leaf().hash()))) {
                continue;
            }
            UUID event = one.leaf().eventId();
            Hash known =
                    event == null ? null : events.putIfAbsent(event, one.leaf().hash());
            if (known == null) {
                fresh.add(told(shard, size + fresh.size(), one));
            } else if (!known.equals(one.leaf().hash())) {
                unbelieved.put(one.message(), TAKEN);
                fresh.add(told(shard, size + fresh.size(), impostor(one)));
            }
        }
        if (!fresh.isEmpty()) {
            grow(shard, last, fresh);
        }
        return !fresh.isEmpty();
    }

    private void grow(Shard shard, Optional<LedgerTables.Last> last, List<Leaf> fresh) {
        TileEdge edge = edges.of(shard, last);
        long size = edge.size();
        long first = fresh.getFirst().position();
        if (last.filter(found -> first <= found.position()).isPresent()) {
            tables.noteRestart(shard, size, first);
        }
        List<Tile> full = new ArrayList<>();
        fresh.forEach(leaf -> edge.append(leaf.hash(), full::add));
        tables.append(shard, size, fresh);
        tables.keep(shard, full);
        edges.grown(shard, edge, fresh.getLast().hash());
    }

    /** Another event under an id that is taken. */
    private static Incoming impostor(Incoming one) {
        return new Incoming(
                one.message(), new RecordVerification.Judged(one.leaf().refused(), TAKEN));
    }

    private static Map<ConsumerRecord<byte[], byte[]>, String> unbelieved(Collection<List<Incoming>> shards) {
        Map<ConsumerRecord<byte[], byte[]>, String> reasons = new LinkedHashMap<>();
        for (List<Incoming> incoming : shards) {
            for (Incoming one : incoming) {
                String reason = one.judged().reason();
                if (reason != null) {
                    reasons.put(one.message(), reason);
                }
            }
        }
        return reasons;
    }

    private static Leaf told(Shard shard, long index, Incoming one) {
        String reason = one.judged().reason();
        if (reason != null) {
            LOG.error(
                    "record appended but not believed shard={} index={} verdict={} reason={}",
                    shard.name(),
                    index,
                    one.leaf().verdict(),
                    reason);
        }
        return one.leaf();
    }

    /** Entries that are missing from the table are read again from the topic before anything else is appended. */
    private void requireNothingLost(Shard shard, long size) {
        long known = edges.known(shard);
        if (known > size) {
            throw new IllegalStateException("size of shard " + shard.name() + ": " + size + " (expected: at least "
                    + known + "; reading again from where the table ends)");
        }
    }

    /**
     * If the topic has another record at the last appended position, it was recreated: it is read from position 0, and known
     * entries are skipped.
     */
    private void requireSameTopic(Shard shard, LedgerTables.Last last, List<Leaf> leaves) {
        boolean other = leaves.stream()
                .anyMatch(leaf ->
                        leaf.position() == last.position() && !leaf.hash().equals(last.hash()));
        if (other && fromTheBeginning.add(shard)) {
            throw new IllegalStateException("topic of shard " + shard.name() + ": another record at position "
                    + last.position() + " (expected: the one appended; reading from the beginning)");
        }
    }
}
