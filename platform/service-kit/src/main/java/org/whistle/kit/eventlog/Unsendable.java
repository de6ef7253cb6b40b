package org.whistle.kit.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.whistle.kit.loop.RetryProperties;
import org.whistle.kit.outgoing.Backoff;

/**
 * What the broker refuses for now: a whole topic, or one key of it. Each is tried again after a growing wait; its events
 * stay in the outbox, the others go on. Partitions that do not answer are named here as well. In memory: a new leader tries
 * at once.
 */
@Component
class Unsendable {

    private static final Logger LOG = LoggerFactory.getLogger(Unsendable.class);

    private final Map<Lane, Refusal> refusals = new ConcurrentHashMap<>();
    private final Set<TopicPartition> silent = ConcurrentHashMap.newKeySet();
    private final Backoff backoff;

    Unsendable(RetryProperties retry) {
        backoff = retry.backoff();
    }

    /** Records whose order is kept: one key of a topic, or the whole topic where there is no key. */
    record Lane(String topic, @Nullable String key) {}

    private record Refusal(int attempts, Instant until, String reason) {}

    /** Whether a row has to wait now. */
    boolean holds(OutboxBatch.Row row) {
        return holds(new Lane(row.topic(), null)) || holds(row.lane());
    }

    private boolean holds(Lane lane) {
        @Nullable Refusal refusal = refusals.get(lane);
        return refusal != null && refusal.until().isAfter(Instant.now());
    }

    /** All that has to wait now. */
    List<Lane> held() {
        return refusals.keySet().stream().filter(this::holds).toList();
    }

    /** All that is refused, waiting or just tried again, with the reasons, and the partitions that are silent. */
    List<String> described() {
        Stream<String> refused = refusals.entrySet().stream()
                .map(one -> one.getKey().topic()
                        + (one.getKey().key() == null ? "" : " " + one.getKey().key()) + ": "
                        + one.getValue().reason());
        return Stream.concat(refused, silent.stream().map(partition -> partition + ": silent"))
                .sorted()
                .toList();
    }

    /** A partition acknowledges nothing for now; logged once each time. */
    void isSilent(TopicPartition partition) {
        if (silent.add(partition)) {
            LOG.warn("events wait topic={} partition={} reason=silent", partition.topic(), partition.partition());
        }
    }

    /** A partition acknowledges again, or it is tried anew. */
    void isNotSilent(TopicPartition partition) {
        silent.remove(partition);
    }

    /** A record of it was acknowledged. */
    void sent(OutboxBatch.Row row) {
        refusals.remove(new Lane(row.topic(), null));
        refusals.remove(row.lane());
    }

    /**
     * Takes note of a refusal.
     *
     * @return false where the broker is down or refuses everything
     */
    boolean refused(OutboxBatch.Row row, Throwable cause) {
        boolean topic = isOfTheTopic(cause);
        if (!topic && isOfEverything(cause)) {
            return false;
        }
        Lane lane = topic ? new Lane(row.topic(), null) : row.lane();
        if (!holds(lane)) {
            refusals.merge(lane, refusal(1, cause), (before, _) -> refusal(before.attempts() + 1, cause));
            LOG.error("events wait topic={} key={} reason={}", lane.topic(), lane.key(), cause.toString());
        }
        return true;
    }

    private Refusal refusal(int attempts, Throwable cause) {
        return new Refusal(attempts, Instant.now().plus(backoff.after(attempts)), cause.toString());
    }

    /** Whether the topic is the cause; for a missing topic the exception is a timeout with that cause. */
    private static boolean isOfTheTopic(Throwable cause) {
        return cause instanceof TopicAuthorizationException
                || cause instanceof InvalidTopicException
                || cause instanceof UnknownTopicOrPartitionException
                || cause.getCause() instanceof UnknownTopicOrPartitionException;
    }

    private static boolean isOfEverything(Throwable cause) {
        return cause instanceof RetriableException
                || cause instanceof AuthenticationException
                || cause instanceof ClusterAuthorizationException;
    }
}
