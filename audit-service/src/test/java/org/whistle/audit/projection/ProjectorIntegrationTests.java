package org.whistle.audit.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.StoryTeller;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestTopic;

/** What takes too long for the database holds up its own shard only, and only until it comes in smaller parts. */
@DeskTest
class ProjectorIntegrationTests {

    private static final String NAME = "slow";
    private static final String CALM = "calm";

    /** Events of a case that was dispatched. */
    private static final int APPENDED = 5;

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
                        select name, shard, (select coalesce(max(index) + 1, 0) from entry where entry.shard = s.shard)
                        from generate_series(0, 11) as s (shard), unnest(:names::text[]) as name
                        """).param("names", new String[] {NAME, CALM}).update();
    }

    @AfterEach
    void forget() {
        topic.close();
        jdbc.sql("delete from projection where model = any(:names)")
                .param("names", new String[] {NAME, CALM})
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

    /** The way Spring reports a lock that was not given in time. */
    @Test
    void aLockSetsNoCaseAside() {
        UUID caseId = appended(1).getFirst().caseId();
        AtomicInteger locked = new AtomicInteger(3);
        Slow model = new Slow(_ -> {
            if (locked.getAndDecrement() > 0) {
                throw new UncategorizedSQLException("follow", "select", new SQLException("lock timeout", "55P03"));
            }
            return false;
        });

        following(model, () -> await().until(() -> model.seen.contains(caseId)));

        assertThat(jdbc.sql("select count(*) from projection_failure where case_id = :id")
                        .param("id", caseId)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aModelThatNeedNotHurryTakesTogetherWhatComesWhileItRests() {
        Slow model = new Slow(NAME, true, _ -> false);
        Slow calm = new Slow(CALM, false, _ -> false);
        StoryTeller first = appended(1).getFirst();
        UUID last = first.closed().events().getLast().id();

        following(List.of(model, calm), Duration.ofDays(1), () -> {
            await().until(() -> calm.seen.contains(first.caseId()));
            topic.publish(first.events().subList(APPENDED, first.events().size()));
            await().until(() -> model.seen.contains(last));
            assertThat(calm.seen).doesNotContain(last);
        });
        following(List.of(model, calm), Duration.ZERO, () -> await().until(() -> calm.seen.containsAll(model.seen)));
    }

    @Test
    void whatIsBuiltAgainMovesHoweverFastTheLedgerGrows() {
        StoryTeller story = appended(1).getFirst();
        int shard = shardOf(story);
        place(CALM, shard, "0");
        place(NAME, shard, "(select max(index) from entry where entry.shard = projection.shard)");
        Slow calm = new Slow(CALM, true, _ -> false);
        List<Boolean> waiting = new CopyOnWriteArrayList<>();
        Slow model = new Slow(NAME, true, _ -> {
            waiting.add(calm.seen.isEmpty());
            if (waiting.size() < 10) {
                UUID next = oneMoreOf(story, waiting.size());
                await().until(() -> shardOf(next).isPresent());
            }
            return false;
        });

        following(
                List.of(model, calm),
                Duration.ZERO,
                () -> await().until(() -> waiting.size() == 10 && !calm.seen.isEmpty()));

        assertThat(waiting).startsWith(true).endsWith(false);
    }

    private void place(String model, int shard, String index) {
        jdbc.sql("update projection set next_index = " + index + " where model = :model and shard = :shard")
                .param("model", model)
                .param("shard", shard)
                .update();
    }

    /** Numbered after those of the story: the ledger that other tests verify has no holes. */
    private UUID oneMoreOf(StoryTeller story, int more) {
        long sequence = story.events().stream()
                .limit(APPENDED)
                .filter(event -> event.source().equals(Producer.DISPATCH.source()))
                .count();
        Envelope event = new Envelope(
                UUID.randomUUID(),
                Producer.DISPATCH.source(),
                EventTypes.nameOf(DispatchEvent.Filed.class),
                story.caseId().toString(),
                Instant.EPOCH,
                "dispatcher",
                "DISPATCHER",
                "350999",
                sequence + more,
                null,
                1,
                null,
                null,
                List.of(),
                new DispatchEvent.Filed());
        topic.publish(event);
        return event.id();
    }

    private List<StoryTeller> appended(int number) {
        List<StoryTeller> stories = Stream.generate(
                        () -> StoryTeller.reported("慢").dispatchedTo("SANITATION"))
                .limit(number)
                .toList();
        topic.publish(stories.stream().flatMap(story -> story.events().stream()).toList());
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
        following(List.of(model), Duration.ZERO, meanwhile);
    }

    private void following(List<ReadModel> models, Duration rest, Runnable meanwhile) {
        Projection projection = new Projection(models, logs, feeding, jdbc, transaction);
        Projector projector = new Projector(projection, List.of(), new SimpleMeterRegistry(), true, rest);
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
        private final String name;
        private final boolean hurried;
        private final Predicate<List<CaseLog>> tooMuch;

        Slow(Predicate<List<CaseLog>> tooMuch) {
            this(NAME, true, tooMuch);
        }

        Slow(String name, boolean hurried, Predicate<List<CaseLog>> tooMuch) {
            this.name = name;
            this.hurried = hurried;
            this.tooMuch = tooMuch;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean hurried() {
            return hurried;
        }

        @Override
        public void follow(List<CaseLog> grown) {
            if (tooMuch.test(grown)) {
                throw new QueryTimeoutException("canceling statement due to statement timeout");
            }
            grown.forEach(log -> {
                seen.add(log.caseId());
                log.fresh().forEach(entry -> seen.add(entry.envelope().id()));
            });
        }

        @Override
        public void clear() {
            seen.clear();
        }
    }
}
