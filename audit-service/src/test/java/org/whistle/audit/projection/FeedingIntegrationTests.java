package org.whistle.audit.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.StoryTeller;
import org.whistle.audit.ledger.Entry;
import org.whistle.events.EventCodec;
import org.whistle.testing.DeskTest;

/** A case that fails in a model delays no other. */
@DeskTest
class FeedingIntegrationTests {

    @Autowired
    private Feeding feeding;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void setsAsideWhatAModelCannotTakeAndTakesItOnceItCan() {
        CaseLog good = log();
        CaseLog bad = log();
        Choosy model = new Choosy(bad.caseId());

        transaction.executeWithoutResult(_ -> feeding.feed(model, List.of(good, bad, log()), false));

        assertThat(model.taken).hasSize(2).contains(good.caseId());
        assertThat(setAside()).containsExactly(bad.caseId());

        model.refused = new UUID(0, 0);
        transaction.executeWithoutResult(_ -> feeding.feed(model, List.of(bad), true));

        assertThat(model.taken).contains(bad.caseId());
        assertThat(setAside()).isEmpty();
    }

    private List<UUID> setAside() {
        return jdbc.sql("select case_id from projection_failure where model = 'choosy'")
                .query(UUID.class)
                .list();
    }

    private static CaseLog log() {
        StoryTeller story = StoryTeller.reported("一件");
        return new CaseLog(
                story.caseId(),
                0,
                story.events().stream()
                        .map(event -> new Entry(0, 0, event, EventCodec.encode(event)))
                        .toList(),
                0);
    }

    /** Takes every case but one. */
    private static final class Choosy implements ReadModel {

        private final List<UUID> taken = new ArrayList<>();
        private UUID refused;

        Choosy(UUID refused) {
            this.refused = refused;
        }

        @Override
        public String name() {
            return "choosy";
        }

        @Override
        public void follow(List<CaseLog> grown) {
            if (grown.stream().anyMatch(log -> log.caseId().equals(refused))) {
                throw new IllegalStateException("case: refused (expected: another)");
            }
            grown.forEach(log -> taken.add(log.caseId()));
        }

        @Override
        public void clear() {
            taken.clear();
        }
    }
}
