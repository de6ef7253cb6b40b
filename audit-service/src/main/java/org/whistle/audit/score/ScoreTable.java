package org.whistle.audit.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.events.AdminEvent.ScoreBasis;

/**
 * The scores of a period as answered to callers.
 *
 * @param until the day after the last that counts: of a running period tomorrow, else {@code to}
 * @param appealsUntil until then units appeal
 * @param basis what they were made from, once published
 */
public record ScoreTable(
        String county,
        String period,
        LocalDate from,
        LocalDate to,
        LocalDate until,
        ScoreStore.Status status,
        String policy,
        @Nullable Instant publishedAt,
        @Nullable Instant appealsUntil,
        @Nullable Instant frozenAt,
        @Nullable ScoreBasis basis,
        List<ScoreStore.Bonus> bonuses,
        ScoreSheet scores) {

    public ScoreTable {
        bonuses = List.copyOf(bonuses);
    }
}
