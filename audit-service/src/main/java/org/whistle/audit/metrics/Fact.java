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
 * @param territory code of grid, community, street or county, whatever is known
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
        return part == null ? this : with(part.assignmentId(), part.unit(), worker, unitOnly, scored);
    }

    Fact of(@Nullable UUID part, @Nullable String itsUnit) {
        return with(part, itsUnit, worker, unitOnly, scored);
    }

    Fact by(@Nullable String gridWorker) {
        return with(assignmentId, unit, gridWorker, unitOnly, scored);
    }

    Fact forTheUnitAlone(boolean alone) {
        return with(assignmentId, unit, worker, alone, scored);
    }

    Fact unscoredIf(boolean upheld) {
        return with(assignmentId, unit, worker, unitOnly, scored && !upheld);
    }

    Fact settledAt(@Nullable Instant when) {
        return new Fact(
                measure,
                stage,
                at,
                when,
                round,
                assignmentId,
                unit,
                worker,
                territory,
                category,
                unitOnly,
                scored,
                amount);
    }

    Fact ofStage(ClockKind kind, long seconds) {
        return new Fact(
                measure,
                kind,
                at,
                settled,
                round,
                assignmentId,
                unit,
                worker,
                territory,
                category,
                unitOnly,
                scored,
                seconds);
    }

    Fact marked(long mark) {
        return new Fact(
                measure,
                stage,
                at,
                settled,
                round,
                assignmentId,
                unit,
                worker,
                territory,
                category,
                unitOnly,
                scored,
                mark);
    }

    private Fact with(
            @Nullable UUID part, @Nullable String itsUnit, @Nullable String who, boolean alone, boolean counts) {
        return new Fact(
                measure, stage, at, settled, round, part, itsUnit, who, territory, category, alone, counts, amount);
    }
}
