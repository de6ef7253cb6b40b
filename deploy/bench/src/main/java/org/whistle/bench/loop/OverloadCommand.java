package org.whistle.bench.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whistle.bench.measure.Machine;
import org.whistle.bench.measure.ProcessMeter;
import org.whistle.bench.report.JsonLine;
import org.whistle.bench.system.Installation;
import org.whistle.bench.system.Target;
import org.whistle.replay.client.WhistleClient;
import org.whistle.replay.county.CountyPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run overload}: the results of loops when more begin than the system can handle. */
@Command(
        name = OverloadCommand.NAME,
        description =
                "Measures what the system can take, then lets loops begin at half of it, at a multiple of it and at"
                        + " half of it again. A loop that is refused is given up. The last line of standard output is one JSON object.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class OverloadCommand implements Callable<Integer> {

    static final String NAME = "overload";

    @Mixin
    private Target target = new Target();

    @Option(names = "--clients", defaultValue = "12", description = "at work at once while the capacity is measured")
    private int clients;

    @Option(names = "--loops", defaultValue = "240", description = "loops by which the capacity is measured")
    private int loops;

    @Option(names = "--warmup", defaultValue = "60", description = "loops before, of which nothing is kept")
    private int warmup;

    @Option(names = "--times", defaultValue = "3", description = "how many times the capacity begins")
    private double times;

    @Option(
            names = "--seconds",
            defaultValue = "120",
            description = "how long, and as long at half the capacity after it")
    private int seconds;

    @Option(
            names = "--poll",
            defaultValue = "100",
            description = "milliseconds between two looks whether a case arrived")
    private int poll;

    @Option(names = "--html", paramLabel = "FILE", description = "also writes a page with charts")
    private @Nullable Path html;

    @Override
    public Integer call() throws Exception {
        LoopReport report = target.with(this::measure);
        LoopText.lines(report).forEach(System.err::println);
        Path page = html;
        if (page != null) {
            Files.writeString(page, LoopPage.of(report));
        }
        System.out.println(JsonLine.of(report));
        return 0;
    }

    private LoopReport measure(Installation system, CountyPack county)
            throws IOException, SQLException, InterruptedException {
        Machine machine = Machine.here();
        Driver driver = Driver.withNewNumbers(county);
        try (WhistleClient client = new WhistleClient(system.gateway(), system.identity(), Duration.ZERO);
                Board board = Board.of(system);
                ProcessMeter processes = new ProcessMeter(system.processes())) {
            Stage stage = new Stage(system, client, board, processes, Duration.ofMillis(poll));
            stage.warmUp(new Load.Closed(clients, warmup), driver.prepared(warmup));
            Stage.Quiet quiet = stage.quiet(Duration.ofSeconds(20));
            StageResult capacity = stage.measured(new Load.Closed(clients, loops), driver.prepared(loops), quiet);
            Load load = over(capacity.settledLoopsPerSecond());
            System.err.printf("bench: %s, %d loops%n", load.label(), load.loops());
            StageResult over = stage.measured(load, driver.prepared(load.loops()), quiet);
            return new LoopReport(
                    NAME, Instant.now(), machine, county.county(), warmup, poll, quiet, List.of(capacity, over));
        }
    }

    private Load over(double capacity) {
        Duration length = Duration.ofSeconds(seconds);
        List<Arrivals.Phase> phases = List.of(
                new Arrivals.Phase(capacity / 2, length.dividedBy(2)),
                new Arrivals.Phase(capacity * times, length),
                new Arrivals.Phase(capacity / 2, length));
        String label = String.format(
                Locale.ROOT,
                "half of %.1f loops/s for %d s, %.1f times as many for %d s, half for %d s",
                capacity,
                seconds / 2,
                times,
                seconds,
                seconds);
        return new Load.Open(label, Arrivals.inTurn(phases, 1));
    }
}
