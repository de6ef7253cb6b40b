package org.whistle.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerCountsTests {

    private static final ServerCounts BEFORE = new ServerCounts(
            Map.of("intake", new DatabaseCounts(10, 1, Map.of("event", new Rows(5, 2, 1, 0)))), 1_000, 20, 3, 7, 2);
    private static final ServerCounts AFTER = new ServerCounts(
            Map.of(
                    "intake",
                    new DatabaseCounts(40, 1, Map.of("event", new Rows(9, 2, 1, 3), "outbox", new Rows(4, 0, 0, 4))),
                    "audit",
                    new DatabaseCounts(6, 0, Map.of("entry", new Rows(4, 0, 0, 0)))),
            5_000,
            60,
            4,
            27,
            2);

    @Test
    void theDifferenceHasWhatCameInBetweenNewDatabasesAndTablesIncluded() {
        ServerCounts difference = AFTER.minus(BEFORE);

        assertThat(difference.databases().get("intake"))
                .isEqualTo(new DatabaseCounts(
                        30, 0, Map.of("event", new Rows(4, 0, 0, 3), "outbox", new Rows(4, 0, 0, 4))));
        assertThat(difference.databases().get("audit"))
                .isEqualTo(AFTER.databases().get("audit"));
        assertThat(difference.walBytes()).isEqualTo(4_000);
        assertThat(difference.walSyncs()).isEqualTo(20);
        assertThat(difference.commits()).isEqualTo(36);
        assertThat(difference.rows()).isEqualTo(new Rows(12, 0, 0, 7));
    }

    @Test
    void tablesThatDidNotChangeAreLeftOut() {
        assertThat(AFTER.minus(AFTER).databases().get("intake").tables()).isEmpty();
    }

    @Test
    void anotherLengthOfTimeScalesEverything() {
        assertThat(AFTER.times(0.5).walBytes()).isEqualTo(2_500);
        assertThat(AFTER.times(0.5).commits()).isEqualTo(23);
        assertThat(AFTER.times(0).rows().written()).isZero();
    }
}
