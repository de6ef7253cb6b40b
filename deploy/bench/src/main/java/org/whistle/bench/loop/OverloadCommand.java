package org.whistle.bench.loop;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.whistle.bench.measure.Machine;
import org.whistle.bench.report.ReportOutput;
import org.whistle.bench.system.Installation;
import org.whistle.bench.system.MeasuredSystem;
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
    private MeasuredSystem target = new MeasuredSystem();

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

    @Mixin
    private ReportOutput output = new ReportOutput();

    @Override
    public Integer call() throws Exception {
        LoopReport report = target.with(this::measure);
        output.write(report, LoopText.lines(report), () -> LoopPage.of(report));
        return 0;
    }

    private LoopReport measure(Installation system, CountyPack county)
            throws IOException, SQLException, InterruptedException {
        Machine machine = Machine.here();
        Driver driver = Driver.withNewNumbers(county);
        return LoadStage.with(system, target.poll(), stage -> {
            stage.warmUp(new Load.Closed(clients, warmup), driver.prepared(warmup));
            LoadStage.Quiet quiet = stage.quiet(Duration.ofSeconds(20));
            StageResult capacity = stage.measured(new Load.Closed(clients, loops), driver.prepared(loops), quiet);
            Load load = over(capacity.settledLoopsPerSecond());
            System.err.printf("bench: %s, %d loops%n", load.label(), load.loops());
            StageResult over = stage.measured(load, driver.prepared(load.loops()), quiet);
            return new LoopReport(
                    NAME,
                    Instant.now(),
                    machine,
                    county.county(),
                    warmup,
                    target.poll().toMillis(),
                    quiet,
                    List.of(capacity, over));
        });
    }

    private Load over(double capacity) {
        Duration length = Duration.ofSeconds(seconds);
        List<ArrivalSchedule.Phase> phases = List.of(
                new ArrivalSchedule.Phase(capacity / 2, length.dividedBy(2)),
                new ArrivalSchedule.Phase(capacity * times, length),
                new ArrivalSchedule.Phase(capacity / 2, length));
        String label = String.format(
                Locale.ROOT,
                "half of %.1f loops/s for %d s, %.1f times as many for %d s, half for %d s",
                capacity,
                seconds / 2,
                times,
                seconds,
                seconds);
        return new Load.Open(label, ArrivalSchedule.inTurn(phases, 1));
    }
}
