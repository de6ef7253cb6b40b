package org.whistle.bench.loop;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.whistle.bench.measure.Latency;
import org.whistle.bench.system.Installation;
import org.whistle.replay.client.WhistleClient;
import org.whistle.replay.county.CountyPack;

/** Whistle as one of several that are compared: plays loops for some time. */
public final class WhistleLoops implements AutoCloseable {

    private static final Duration CATCH_UP = Duration.ofMinutes(5);
    private static final double NANOS = 1e9;
    private static final int PAINTED_AHEAD = 50;

    private final WhistleClient client;
    private final Board board;
    private final Driver driver;
    private final Duration pause;
    private final Queue<Driver.Prepared> prepared = new ConcurrentLinkedQueue<>();

    private WhistleLoops(WhistleClient client, Board board, Driver driver, Duration pause) {
        this.client = client;
        this.board = board;
        this.driver = driver;
        this.pause = pause;
    }

    /**
     * Loops of a running system.
     *
     * @param pause between two looks of a client that waits for a hand-over
     */
    public static WhistleLoops of(Installation system, CountyPack pack, Duration pause)
            throws IOException, InterruptedException {
        WhistleClient client = new WhistleClient(system.gateway(), system.identity(), Duration.ZERO);
        return new WhistleLoops(client, Board.of(system), Driver.withNewNumbers(pack), pause);
    }

    /**
     * The result.
     *
     * @param seconds until the last loop that had begun was confirmed
     * @param settledSeconds until the audit had shown all of them closed
     * @param step of any of the eight
     */
    public record Played(long loops, Map<String, Long> errors, double seconds, double settledSeconds, Latency step) {}

    /** Begins loops for so long, each client one after the other. */
    public Played play(int clients, Duration length) throws InterruptedException {
        Observed observed = new Observed();
        LoopPlayer player = new LoopPlayer(client, pause, observed);
        while (prepared.size() < PAINTED_AHEAD) {
            prepared.addAll(driver.prepared(PAINTED_AHEAD));
        }
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() - start < length.toNanos()) {
                        Driver.Prepared loop = next();
                        player.play(loop.plan(), loop.photo(), System.nanoTime());
                    }
                });
            }
        }
        long end = Math.max(observed.lastEnd(), start + 1);
        Map<String, Long> closed = observed.closed();
        board.await(closed.keySet(), CATCH_UP);
        return new Played(
                closed.size(),
                observed.errors(),
                (end - start) / NANOS,
                (System.nanoTime() - start) / NANOS,
                observed.anyStep());
    }

    private Driver.Prepared next() {
        Driver.@Nullable Prepared loop = prepared.poll();
        return loop == null ? driver.prepared(1).getFirst() : loop;
    }

    @Override
    public void close() {
        board.close();
        client.close();
    }
}
