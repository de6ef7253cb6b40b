package org.whistle.bench.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whistle.bench.measure.DatabaseCounts;
import org.whistle.bench.measure.ProcessMeter;
import org.whistle.bench.measure.Rows;
import org.whistle.bench.measure.ServerCounter;
import org.whistle.bench.measure.ServerCounts;
import org.whistle.bench.measure.Usage;
import org.whistle.bench.system.Installation;

/** Lets contenders take turns and counts what each one did and used. */
final class Comparison {

    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final double SETTLED_SHARE = ServerCounter.SETTLED_MILLIS / (double) QUIET.toMillis();

    private final List<Contender> contenders;
    private final ServerCounter counter;
    private final ProcessMeter processes;
    private final int clients;
    private final Duration length;

    Comparison(List<Contender> contenders, Installation system, ProcessMeter processes, int clients, Duration length) {
        this.contenders = contenders;
        this.counter = new ServerCounter(system.postgres());
        this.processes = processes;
        this.clients = clients;
        this.length = length;
    }

    /** Plays all rounds, each one beginning with another contender. */
    Map<String, List<ContenderTurn>> play(int rounds) throws IOException, SQLException, InterruptedException {
        Map<String, List<ContenderTurn>> turns = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            turns.put(contender.name(), new ArrayList<>());
            say("warming up: " + contender.name());
            contender.play(clients, length);
        }
        Thread.sleep(ServerCounter.SETTLED_MILLIS);
        ServerCounts before = counter.read();
        Thread.sleep(QUIET);
        ServerCounts quiet = counter.read().minus(before).times(SETTLED_SHARE);
        for (int round = 0; round < rounds; round++) {
            for (int place = 0; place < contenders.size(); place++) {
                Contender contender = contenders.get((round + place) % contenders.size());
                ContenderTurn turn = turn(contender, quiet);
                say("round %d: %s, %d loops, %.1f loops/s"
                        .formatted(round + 1, contender.name(), turn.loops(), turn.loopsPerSecond()));
                turns.getOrDefault(contender.name(), new ArrayList<>()).add(turn);
            }
        }
        return turns;
    }

    private ContenderTurn turn(Contender contender, ServerCounts quiet)
            throws IOException, SQLException, InterruptedException {
        ServerCounts before = counter.read();
        Map<String, Usage> usage = processes.read();
        double machine = ProcessMeter.machine();
        Contender.Played played = contender.play(clients, length);
        double busy = ProcessMeter.machine() - machine;
        Map<String, Usage> used = ProcessMeter.between(usage, processes.read());
        Thread.sleep(ServerCounter.SETTLED_MILLIS);
        ServerCounts counts = counter.read().minus(before).minus(quiet);
        List<DatabaseCounts> own = contender.databases().stream()
                .map(name -> counts.databases().getOrDefault(name, DatabaseCounts.NONE))
                .toList();
        List<String> workers = new ArrayList<>(contender.processes());
        workers.add(Installation.POSTGRES);
        return new ContenderTurn(
                played.loops(),
                played.loops() / played.seconds(),
                played.loops() / played.settledSeconds(),
                ProcessMeter.others(busy, used, played.settledSeconds()),
                used.entrySet().stream()
                        .filter(entry -> workers.contains(entry.getKey()))
                        .mapToDouble(entry -> entry.getValue().cpuSeconds())
                        .sum(),
                own.stream().mapToLong(DatabaseCounts::commits).sum(),
                counts.walBytes(),
                counts.walSyncs(),
                own.stream().map(DatabaseCounts::rows).reduce(Rows.NONE, Rows::plus),
                played.step());
    }

    private static void say(String line) {
        System.err.println("bench: " + line);
    }
}
