package org.whistle.audit.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.whistle.kit.kafka.Topics;

/**
 * One append-only log: of a partition of the case events, or of the admin events.
 *
 * @param number 0 to 11 as the partitions, and 12 for the admin events
 */
public record Shard(int number) {

    /** The log of the admin events. */
    public static final Shard ADMIN = new Shard(Topics.CASE_EVENT_PARTITIONS);

    private static final String ADMIN_NAME = "admin";

    public Shard {
        if (number < 0 || number > Topics.CASE_EVENT_PARTITIONS) {
            throw new IllegalArgumentException(
                    "shard: " + number + " (expected: 0 to " + Topics.CASE_EVENT_PARTITIONS + ")");
        }
    }

    /** All of them, the admin events last. */
    public static List<Shard> all() {
        return IntStream.rangeClosed(0, Topics.CASE_EVENT_PARTITIONS)
                .mapToObj(Shard::new)
                .toList();
    }

    /**
     * The shard of a topic's partition.
     *
     * @throws IllegalArgumentException for a partition beyond the count that is fixed for the topic's life
     */
    public static Shard of(String topic, int partition) {
        boolean admin = topic.equals(Topics.ADMIN_EVENTS);
        int partitions = admin ? Topics.ADMIN_EVENT_PARTITIONS : Topics.CASE_EVENT_PARTITIONS;
        if (partition >= partitions) {
            throw new IllegalArgumentException(
                    "partition of " + topic + ": " + partition + " (expected: below " + partitions + ")");
        }
        return admin ? ADMIN : new Shard(partition);
    }

    /** The shard of a path; empty for any other name. */
    public static Optional<Shard> named(String name) {
        return all().stream().filter(shard -> shard.name().equals(name)).findFirst();
    }

    /** The name used in paths and origins: {@code 0} to {@code 11}, or {@code admin}. */
    public String name() {
        return equals(ADMIN) ? ADMIN_NAME : String.valueOf(number);
    }
}
