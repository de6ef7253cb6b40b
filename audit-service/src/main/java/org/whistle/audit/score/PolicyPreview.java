package org.whistle.audit.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.RefusedException;

/** What a period's scores would be by another policy; nothing is stored. */
@Service
public class PolicyPreview {

    private static final Set<Role> WHO = EnumSet.of(Role.SUPERVISOR, Role.COMMAND_LEADER, Role.ADMIN);

    private final Scores scores;
    private final ScoreReading reading;

    PolicyPreview(Scores scores, ScoreReading reading) {
        this.scores = scores;
        this.reading = reading;
    }

    /**
     * Both tables of the same counts, line by line.
     *
     * @param until the day after the last that counts
     * @param policy the one in force
     * @param minimumStreetWeight the county's; absent where it has none
     */
    public record Result(
            String county,
            String period,
            LocalDate from,
            LocalDate to,
            LocalDate until,
            String policy,
            @Nullable Double minimumStreetWeight,
            List<Line> lines) {

        public Result {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One unit, street, community or the county.
     *
     * @param present by the policy in force; absent where that scores no such subject
     * @param difference of the values, above 0 where the draft gives more; absent where either is none
     */
    public record Line(
            @Nullable ScoreView present,
            ScoreView draft,
            @Nullable BigDecimal difference) {}

    /**
     * The scores of a period by a draft, published or not; links to cases only for callers who may see the cases.
     *
     * @throws RefusedException 422 that names every field of the draft that is wrong, or a period that lies ahead
     */
    public Result preview(@Nullable String county, ScorePeriod period, DraftPolicy draft, Caller caller) {
        Scores.Trials trials = scores.trials(reading.county(county, WHO, caller), period, draft);
        ScoreTable table = trials.present();
        boolean seesCases = reading.seesTrials(table.county(), caller);
        Map<String, ScoreView> present =
                reading.lines(table).stream().collect(Collectors.toMap(PolicyPreview::key, Function.identity()));
        return new Result(
                table.county(),
                table.period(),
                table.from(),
                table.to(),
                table.until(),
                table.policy(),
                trials.minimumStreetWeight(),
                reading.lines(trials.draft()).stream()
                        .map(line -> line(present.get(key(line)), line, seesCases))
                        .toList());
    }

    private static String key(ScoreView line) {
        return line.subject() + "/" + line.code();
    }

    private static Line line(@Nullable ScoreView present, ScoreView draft, boolean linked) {
        @Nullable BigDecimal before = present == null ? null : present.value();
        @Nullable BigDecimal after = draft.value();
        return new Line(
                present == null || linked ? present : present.withoutLinks(),
                linked ? draft : draft.withoutLinks(),
                before == null || after == null ? null : after.subtract(before));
    }
}
