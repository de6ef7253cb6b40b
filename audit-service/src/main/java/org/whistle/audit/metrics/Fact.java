package org.whistle.audit.metrics;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;

/**
 * One thing to count about a case.
 *
 * @param stage the clock, of a {@link Measure#STAGE}
 * @param at when it counts, in microseconds; a deadline may lie ahead
 * @param settled when it stops counting as open, of {@link Measure#DUE} and {@link Measure#HANDLED_ON_TIME}
 * @param worker the grid worker it is about
 * @param territory code of grid, community, street or county, as far as known
 * @param category code, empty where unknown
 * @param unitOnly whether it counts for its unit, but in no territory
 * @param scored false where an appeal was upheld: the raw fact stays, the score leaves it out
 * @param amount seconds of a stage, a mark of a rating, else 0
 */
public record Fact(
        Measure measure,
        @Nullable ClockKind stage,
        Instant at,
        @Nullable Instant settled,
        int round,
        @Nullable UUID assignmentId,
        @Nullable String unit,
        @Nullable String worker,
        String territory,
        String category,
        boolean unitOnly,
        boolean scored,
        long amount) {

    public Fact {
        at = at.truncatedTo(ChronoUnit.MICROS);
        settled = settled == null ? null : settled.truncatedTo(ChronoUnit.MICROS);
    }

    static Fact of(Measure measure, Instant at, StoryRound round) {
        return new Fact(
                measure,
                null,
                at,
                null,
                round.number(),
                null,
                null,
                null,
                round.territory(),
                round.category(),
                false,
                true,
                0);
    }

    Fact of(@Nullable StoryPart part) {
        return part == null ? this : of(part.assignmentId(), part.unit());
    }

    Fact of(@Nullable UUID part, @Nullable String itsUnit) {
        return with(stage, settled, part, itsUnit, worker, unitOnly, scored, amount);
    }

    Fact by(@Nullable String gridWorker) {
        return with(stage, settled, assignmentId, unit, gridWorker, unitOnly, scored, amount);
    }

    Fact forTheUnitAlone(boolean alone) {
        return with(stage, settled, assignmentId, unit, worker, alone, scored, amount);
    }

    Fact unscoredIf(boolean upheld) {
        return with(stage, settled, assignmentId, unit, worker, unitOnly, scored && !upheld, amount);
    }

    Fact settledAt(@Nullable Instant when) {
        return with(stage, when, assignmentId, unit, worker, unitOnly, scored, amount);
    }

    Fact ofStage(ClockKind kind, long seconds) {
        return with(kind, settled, assignmentId, unit, worker, unitOnly, scored, seconds);
    }

    Fact marked(long mark) {
        return with(stage, settled, assignmentId, unit, worker, unitOnly, scored, mark);
    }

    /** What measure, instant, round and place leave open. */
    private Fact with(
            @Nullable ClockKind clock,
            @Nullable Instant end,
            @Nullable UUID part,
            @Nullable String itsUnit,
            @Nullable String who,
            boolean alone,
            boolean counts,
            long much) {
        return new Fact(measure, clock, at, end, round, part, itsUnit, who, territory, category, alone, counts, much);
    }
}
