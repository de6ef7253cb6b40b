package org.whistle.setup.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that the services expect; events are never deleted. */
public final class Topics {

    private static final Map<String, Integer> PARTITIONS =
            Map.of("case-events", 12, "case-events.dlt", 12, "reference-data", 1, "admin-events", 1);

    /** Milliseconds; as long as a desk keeps its dead letters (trust.md, Retention). */
    private static final Map<String, String> KEPT =
            Map.of("case-events.dlt", String.valueOf(Duration.ofDays(180).toMillis()));

    private Topics() {}

    /** Their names. */
    public static Set<String> names() {
        return PARTITIONS.keySet();
    }

    /**
     * Makes those that are missing.
     *
     * @param replicas of each partition; not more than brokers
     */
    public static void ensure(Admin admin, short replicas) throws ExecutionException, InterruptedException {
        Set<String> known = admin.listTopics().names().get();
        List<NewTopic> missing = PARTITIONS.entrySet().stream()
                .filter(topic -> !known.contains(topic.getKey()))
                .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), replicas)
                        .configs(Map.of("retention.ms", KEPT.getOrDefault(topic.getKey(), "-1"))))
                .toList();
        admin.createTopics(missing).all().get();
    }
}
