package org.whistle.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A contender over all rounds.
 *
 * @param loopsPerSecond over the rounds
 * @param toFlowable times as many settled loops a second as Flowable in the same round
 * @param othersCores that others kept busy meanwhile
 * @param cpuSeconds per loop
 * @param commits per loop
 * @param walBytes per loop
 * @param walSyncs per loop
 * @param rowsWritten per loop
 * @param stepP50 milliseconds, the median round's
 * @param stepP95 milliseconds, the median round's
 */
record Standing(
        String name,
        String version,
        Spread loopsPerSecond,
        Spread settledLoopsPerSecond,
        Spread toFlowable,
        Spread othersCores,
        Spread cpuSeconds,
        Spread commits,
        Spread walBytes,
        Spread walSyncs,
        Spread rowsWritten,
        double stepP50,
        double stepP95,
        List<ContenderTurn> turns) {

    Standing {
        turns = List.copyOf(turns);
    }

    /**
     * Sums up.
     *
     * @param base Flowable's turns, round by round
     */
    static Standing of(String name, String version, List<ContenderTurn> turns, List<ContenderTurn> base) {
        List<Double> ratios = new ArrayList<>(IntStream.range(0, Math.min(turns.size(), base.size()))
                .mapToObj(round -> turns.get(round).settledLoopsPerSecond()
                        / base.get(round).settledLoopsPerSecond())
                .toList());
        return new Standing(
                name,
                version,
                spread(turns, ContenderTurn::loopsPerSecond),
                spread(turns, ContenderTurn::settledLoopsPerSecond),
                Spread.of(ratios),
                spread(turns, ContenderTurn::othersCores),
                spread(turns, turn -> turn.cpuSeconds() / turn.loops()),
                spread(turns, turn -> (double) turn.commits() / turn.loops()),
                spread(turns, turn -> (double) turn.walBytes() / turn.loops()),
                spread(turns, turn -> (double) turn.walSyncs() / turn.loops()),
                spread(turns, turn -> (double) turn.rows().written() / turn.loops()),
                spread(turns, turn -> turn.step().p50()).median(),
                spread(turns, turn -> turn.step().p95()).median(),
                turns);
    }

    private static Spread spread(List<ContenderTurn> turns, ToDoubleFunction<ContenderTurn> figure) {
        return Spread.of(turns.stream().map(figure::applyAsDouble).toList());
    }
}
