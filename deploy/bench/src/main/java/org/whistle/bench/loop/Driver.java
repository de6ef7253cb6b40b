package org.whistle.bench.loop;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.whistle.replay.client.Pictures;
import org.whistle.replay.client.UploadedFile;
import org.whistle.replay.county.CountyPack;

/** Begins loops at the rate of the load, and returns when the last one ended. */
final class Driver {

    private static final int RUNS = 1_000_000;
    private static final int EACH = 1_000;

    private final CountyPack pack;
    private final AtomicInteger next;

    private Driver(CountyPack pack, int first) {
        this.pack = pack;
        this.next = new AtomicInteger(first);
    }

    /** Numbers that other runs on the same system did not have. */
    static Driver withNewNumbers(CountyPack pack) {
        return new Driver(pack, (int) (Instant.now().getEpochSecond() % RUNS) * EACH);
    }

    /** Plans and photos that are made before the clock runs: painting is not the system's work. */
    List<Prepared> prepared(int loops) {
        int first = next.getAndAdd(loops);
        return IntStream.range(first, first + loops)
                .mapToObj(number -> new Prepared(LoopPlan.of(pack, number), Pictures.photo(number)))
                .toList();
    }

    static void drive(Load load, List<Prepared> loops, LoopPlayer player) {
        switch (load) {
            case Load.Closed closed -> closed(closed.clients(), loops, player);
            case Load.Open open -> open(open.arrivals(), loops, player);
        }
    }

    private static void closed(int clients, List<Prepared> loops, LoopPlayer player) {
        AtomicInteger turn = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                threads.execute(() -> {
                    for (int i = turn.getAndIncrement(); i < loops.size(); i = turn.getAndIncrement()) {
                        player.play(loops.get(i).plan(), loops.get(i).photo(), System.nanoTime());
                    }
                });
            }
        }
    }

    private static void open(long[] arrivals, List<Prepared> loops, LoopPlayer player) {
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < arrivals.length; i++) {
                long arrival = start + arrivals[i];
                Prepared loop = loops.get(i);
                for (long left = arrival - System.nanoTime(); left > 0; left = arrival - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                threads.execute(() -> player.play(loop.plan(), loop.photo(), arrival));
            }
        }
    }

    /** A loop that only has to be played. */
    record Prepared(LoopPlan plan, UploadedFile photo) {}
}
