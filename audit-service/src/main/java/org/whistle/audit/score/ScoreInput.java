package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.Map;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;

/**
 * What a score is made from: counts of one unit, street, community or account in one period, appeals that were upheld left
 * out.
 *
 * @param cases how many each deduction is for
 * @param bonus points granted
 */
public record ScoreInput(
        String code,
        Map<ScorePart, Share> shares,
        StreetMarks marks,
        Map<ScoreDeduction, Long> cases,
        BigDecimal bonus) {

    public ScoreInput {
        shares = Map.copyOf(shares);
        cases = Map.copyOf(cases);
    }
}
