package org.whistle.bench.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.whistle.bench.loop.WhistleLoops;
import org.whistle.bench.measure.ProcessMeter;
import org.whistle.bench.system.Installation;
import org.whistle.replay.county.CountyPack;

/** The whole of Whistle through its gateway: desks, ledger, read models, witness. */
final class Whistle implements Contender {

    static final String NAME = "Whistle";

    private static final List<String> DATABASES = List.of("gateway", "intake", "dispatch", "department", "audit");

    private final WhistleLoops loops;
    private final List<String> processes;

    Whistle(Installation system, CountyPack pack, Duration pause) throws IOException, InterruptedException {
        loops = WhistleLoops.of(system, pack, pause);
        processes = system.processes().keySet().stream()
                .filter(name -> !name.equals(Installation.POSTGRES) && !name.equals(ProcessMeter.BENCH))
                .sorted()
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public List<String> databases() {
        return DATABASES;
    }

    @Override
    public List<String> processes() {
        return processes;
    }

    @Override
    public Played play(int clients, Duration length) throws InterruptedException {
        WhistleLoops.Played played = loops.play(clients, length);
        played.errors().forEach((error, count) -> System.err.println("bench: " + error + " × " + count));
        return new Played(played.loops(), played.seconds(), played.settledSeconds(), played.step());
    }

    @Override
    public void close() {
        loops.close();
    }
}
