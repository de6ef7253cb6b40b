package org.whistle.bench.loop;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.whistle.bench.measure.ProcessMeter;
import org.whistle.bench.measure.ServerCounter;
import org.whistle.bench.measure.ServerCounts;
import org.whistle.bench.measure.Usage;
import org.whistle.bench.system.Installation;
import org.whistle.replay.client.WhistleClient;

/** Puts load on the system and measures from the first request until all that follows from it is done. */
final class LoadStage {

    private static final Duration CATCH_UP = Duration.ofMinutes(5);
    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final double NANOS = 1e9;

    private final WhistleClient client;
    private final Board board;
    private final ProcessMeter processes;
    private final ServerCounter counter;
    private final Passes passes;
    private final Duration pause;

    /** What is measured on it. */
    interface Measurement<T> {

        T on(LoadStage stage) throws IOException, SQLException, InterruptedException;
    }

    /** Measures with a client, a board and a meter of processes of its own. */
    static <T> T with(Installation system, Duration poll, Measurement<T> measurement)
            throws IOException, SQLException, InterruptedException {
        try (WhistleClient client = new WhistleClient(system.gateway(), system.identity(), Duration.ZERO);
                Board board = Board.of(system);
                ProcessMeter processes = new ProcessMeter(system.processes())) {
            return measurement.on(new LoadStage(system, client, board, processes, poll));
        }
    }

    private LoadStage(Installation system, WhistleClient client, Board board, ProcessMeter processes, Duration pause) {
        this.client = client;
        this.board = board;
        this.processes = processes;
        this.counter = new ServerCounter(system.postgres());
        this.passes = new Passes(system.postgres());
        this.pause = pause;
    }

    /** Plays warm-up loops, which are not recorded. */
    void warmUp(Load load, List<Driver.Prepared> loops) throws InterruptedException {
        Observed observed = new Observed();
        Driver.drive(load, loops, new LoopPlayer(client, pause, observed));
        board.await(observed.closed().keySet(), CATCH_UP);
    }

    /** What the system does and uses without load, for some seconds. */
    Quiet quiet(Duration length) throws IOException, SQLException, InterruptedException {
        Thread.sleep(ServerCounter.SETTLED_MILLIS);
        ServerCounts before = counter.read();
        Map<String, Usage> usage = processes.read();
        Thread.sleep(length);
        return new Quiet(
                length.toMillis() / 1e3,
                ProcessMeter.between(usage, processes.read()),
                counter.read().minus(before));
    }

    /** Measures a stage; the usage without load while the counters settle is subtracted. */
    StageResult measured(Load load, List<Driver.Prepared> loops, Quiet quiet)
            throws IOException, SQLException, InterruptedException {
        Observed observed = new Observed();
        processes.forgetPeaks();
        Instant from = passes.now();
        ServerCounts before = counter.read();
        Map<String, Usage> usage = processes.read();
        double machine = ProcessMeter.machine();
        long start = System.nanoTime();
        Driver.drive(load, loops, new LoopPlayer(client, pause, observed));
        long end = Math.max(observed.lastEnd(), start + 1);
        Map<String, Long> closed = observed.closed();
        long unseen = board.await(closed.keySet(), CATCH_UP);
        long settled = System.nanoTime();
        Map<String, Usage> used = ProcessMeter.between(usage, processes.read());
        double others = ProcessMeter.others(ProcessMeter.machine() - machine, used, (settled - start) / NANOS);
        Instant until = passes.now();
        Thread.sleep(ServerCounter.SETTLED_MILLIS);
        ServerCounts counted = counter.read().minus(before);
        Map<String, Long> seen = board.closed();
        closed.forEach((one, at) -> {
            Long shown = seen.get(one);
            if (shown != null) {
                observed.handOver("confirm → audit's stream", shown - at);
            }
        });
        ServerCounts own = counted.minus(quiet.countsOf(ServerCounter.SETTLED_MILLIS / 1e3));
        return new StageResult(
                load.label(),
                closed.size(),
                observed.failures(),
                (end - start) / NANOS,
                (settled - start) / NANOS,
                closed.size() * NANOS / (end - start),
                closed.size() * NANOS / (settled - start),
                others,
                StageResult.perLoop(closed.size(), observed.looks(), used, own),
                observed.steps().summary(),
                observed.handOvers().summary(),
                passes.between(from, until),
                observed.errors(),
                observed.looks(),
                unseen,
                used,
                own,
                observed.slices(start, SLICE));
    }

    /**
     * A time without load.
     *
     * @param usage per process
     */
    record Quiet(double seconds, Map<String, Usage> usage, ServerCounts counts) {

        ServerCounts countsOf(double length) {
            return seconds == 0 ? counts.times(0) : counts.times(length / seconds);
        }
    }
}
