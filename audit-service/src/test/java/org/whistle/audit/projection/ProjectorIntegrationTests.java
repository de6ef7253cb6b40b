package org.whistle.audit.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.StoryTeller;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestTopic;

/** What takes too long for the database holds up its own shard only, and only until it comes in smaller parts. */
@DeskTest
class ProjectorIntegrationTests {

    private static final String NAME = "slow";

    private final TestTopic topic = new TestTopic("case-events");

    @Autowired
    private CaseLogs logs;

    @Autowired
    private Feeding feeding;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    /** From the present end of the ledger on, which other tests have filled. */
    @BeforeEach
    void begin() {
        jdbc.sql("""
                        insert into projection (model, shard, next_index)
                        select :name, shard, (select coalesce(max(index) + 1, 0) from entry where entry.shard = s.shard)
                        from generate_series(0, 11) as s (shard)
                        """).param("name", NAME).update();
    }

    @AfterEach
    void forget() {
        topic.close();
        jdbc.sql("delete from projection where model = :name")
                .param("name", NAME)
                .update();
    }

    @Test
    void aBatchThatTakesTooLongComesInSmallerParts() {
        List<StoryTeller> stories = appended(6);
        Slow model = new Slow(grown -> grown.stream().flatMap(CaseLog::fresh).count() > 3);

        following(
                model,
                () -> await().untilAsserted(() -> assertThat(model.seen)
                        .containsAll(stories.stream().map(StoryTeller::caseId).toList())));
    }

    @Test
    void aShardThatFailsHoldsUpNoOther() {
        List<StoryTeller> stories = appended(12);
        int stuck = shardOf(stories.getFirst());
        List<UUID> others = stories.stream()
                .filter(story -> shardOf(story) != stuck)
                .map(StoryTeller::caseId)
                .toList();
        Slow model = new Slow(grown -> grown.stream().anyMatch(log -> log.shard() == stuck));

        following(
                model, () -> await().untilAsserted(() -> assertThat(model.seen).containsAll(others)));

        assertThat(others).isNotEmpty();
        assertThat(model.seen).doesNotContain(stories.getFirst().caseId());
    }

    private List<StoryTeller> appended(int number) {
        List<StoryTeller> stories = Stream.generate(
                        () -> StoryTeller.reported("慢").dispatchedTo("SANITATION"))
                .limit(number)
                .toList();
        stories.forEach(story -> story.events().forEach(topic::publish));
        await().until(() -> stories.stream()
                .allMatch(story -> story.events().stream()
                        .allMatch(event -> shardOf(event.id()).isPresent())));
        return stories;
    }

    private int shardOf(StoryTeller story) {
        return shardOf(story.events().getFirst().id()).orElseThrow();
    }

    private Optional<Integer> shardOf(UUID event) {
        return jdbc.sql("select shard from entry where event_id = :event")
                .param("event", event)
                .query(Integer.class)
                .optional();
    }

    private void following(Slow model, Runnable meanwhile) {
        Projection projection = new Projection(List.of(model), logs, feeding, jdbc, transaction);
        Projector projector = new Projector(projection, List.of(), new SimpleMeterRegistry(), true);
        projector.start();
        try {
            meanwhile.run();
        } finally {
            projector.stop();
        }
    }

    /** Runs into the database's limit for what it is given. */
    private static final class Slow implements ReadModel {

        private final Set<UUID> seen = ConcurrentHashMap.newKeySet();
        private final Predicate<List<CaseLog>> tooMuch;

        Slow(Predicate<List<CaseLog>> tooMuch) {
            this.tooMuch = tooMuch;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void follow(List<CaseLog> grown) {
            if (tooMuch.test(grown)) {
                throw new QueryTimeoutException("canceling statement due to statement timeout");
            }
            grown.forEach(log -> seen.add(log.caseId()));
        }

        @Override
        public void clear() {
            seen.clear();
        }
    }
}
