package org.whistle.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.whistle.kit.loop.Loop;

/** One consumer of one topic: polls, hands over, commits the offset after the database; never gives up, never skips. */
public final class RecordLoop implements SmartLifecycle, Loop {

    private static final Logger LOG = LoggerFactory.getLogger(RecordLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofMillis(500);
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final KafkaClients kafka;
    private final Subscription subscription;
    private final BatchProcessor processor;
    private final StartPositions positions;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicBoolean reading = new AtomicBoolean(true);
    private volatile @Nullable Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /** A loop that starts and stops with the application. */
    public RecordLoop(KafkaClients kafka, Subscription subscription, BatchProcessor processor) {
        this(kafka, subscription, processor, _ -> OptionalLong.empty());
    }

    /** A loop that goes on where its processor's data ends. */
    public RecordLoop(
            KafkaClients kafka, Subscription subscription, BatchProcessor processor, StartPositions positions) {
        this.kafka = kafka;
        this.subscription = subscription;
        this.processor = processor;
        this.positions = positions;
    }

    /**
     * Which topic, as whom.
     *
     * @param partitions the count fixed for the topic's life
     */
    public record Subscription(String topic, int partitions, String group) {}

    @Override
    public void start() {
        kafka.tell(subscription, lag, reading);
        Thread loop = Thread.ofPlatform().name(name()).unstarted(this::run);
        thread = loop;
        loop.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        Consumer<byte[], byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public String name() {
        return "records-" + subscription.topic();
    }

    @Override
    public boolean alive() {
        Thread running = thread;
        return running == null || running.isAlive();
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<byte[], byte[]> polling = kafka.consumer(subscription.group())) {
                consumer = polling;
                polling.subscribe(List.of(kafka.inCluster(subscription.topic())), new Seeking(polling));
                Commits commits = new Commits(polling);
                while (isRunning()) {
                    handle(polling, polling.poll(POLL), commits);
                    commits.send();
                    lag.set(lagOf(polling));
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("polling ends topic={}", subscription.topic());
            } catch (RuntimeException e) {
                LOG.error("consumer pauses topic={} reason={}", subscription.topic(), e.toString());
                reading.set(false);
                rest();
            } finally {
                consumer = null;
            }
        }
    }

    private static long lagOf(Consumer<byte[], byte[]> polling) {
        return polling.assignment().stream()
                .mapToLong(partition -> polling.currentLag(partition).orElse(0))
                .sum();
    }

    private void handle(Consumer<byte[], byte[]> polling, ConsumerRecords<byte[], byte[]> polled, Commits commits) {
        if (polled.isEmpty()) {
            return;
        }
        requirePartitions(polling);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.count());
        polled.forEach(message -> records.add(kafka.incoming(message)));
        try {
            processor.process(records);
        } catch (RuntimeException e) {
            LOG.warn(
                    "records come again topic={} count={} reason={}",
                    subscription.topic(),
                    records.size(),
                    e.toString());
            polled.partitions()
                    .forEach(partition -> polling.seek(
                            partition,
                            positions
                                    .of(partition.partition())
                                    .orElse(polled.records(partition).getFirst().offset())));
            reading.set(false);
            rest();
            return;
        }
        reading.set(true);
        commits.add(polled.nextOffsets());
    }

    /**
     * Offsets of what was handled: committed without waiting, and again until the broker has them. What comes again is known
     * to the database.
     */
    private final class Commits {

        private final Consumer<byte[], byte[]> polling;
        private final Map<TopicPartition, OffsetAndMetadata> handled = new HashMap<>();
        private boolean underWay;
        private boolean failed;

        private Commits(Consumer<byte[], byte[]> polling) {
            this.polling = polling;
        }

        void add(Map<TopicPartition, OffsetAndMetadata> offsets) {
            handled.putAll(offsets);
        }

        void send() {
            handled.keySet().retainAll(polling.assignment());
            if (underWay || handled.isEmpty()) {
                return;
            }
            Map<TopicPartition, OffsetAndMetadata> sent = Map.copyOf(handled);
            underWay = true;
            polling.commitAsync(sent, (_, failure) -> {
                underWay = false;
                if (failure != null) {
                    LOG.warn("offsets not committed topic={} reason={}", subscription.topic(), failure.toString());
                    failed = true;
                    reading.set(false);
                    return;
                }
                sent.forEach(handled::remove);
                if (failed) {
                    failed = false;
                    reading.set(true);
                }
            });
        }
    }

    /** Puts each assigned partition where its reader's data ends. */
    private final class Seeking implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> polling;

        private Seeking(Consumer<byte[], byte[]> polling) {
            this.polling = polling;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            requirePartitions(polling);
            reading.set(true);
            for (TopicPartition partition : partitions) {
                positions.of(partition.partition()).ifPresent(start -> polling.seek(partition, start));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // nothing is under way between two polls
        }
    }

    /** With another count of partitions a key changes its partition, so order is lost. Answered from the consumer's metadata. */
    private void requirePartitions(Consumer<byte[], byte[]> polling) {
        int found = polling.partitionsFor(kafka.inCluster(subscription.topic()), CHECK)
                .size();
        if (found != subscription.partitions()) {
            throw new IllegalStateException("partitions of " + subscription.topic() + ": " + found + " (expected: "
                    + subscription.partitions() + ", fixed for the topic's life)");
        }
    }

    private static void rest() {
        try {
            Thread.sleep(BACK_OFF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
