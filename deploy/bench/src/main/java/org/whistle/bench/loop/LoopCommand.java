package org.whistle.bench.loop;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.whistle.bench.measure.Machine;
import org.whistle.bench.report.ReportOutput;
import org.whistle.bench.system.Installation;
import org.whistle.bench.system.MeasuredSystem;
import org.whistle.replay.county.CountyPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run loop}: what a closed loop costs and how long it takes. */
@Command(
        name = "loop",
        description =
                "Closed loops through the gateway: report, escalate, ticket, dispatch, accept, complete with a photo,"
                        + " check, confirm. The last line of standard output is one JSON object.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class LoopCommand implements Callable<Integer> {

    @Mixin
    private MeasuredSystem target = new MeasuredSystem();

    @Option(
            names = "--clients",
            split = ",",
            paramLabel = "COUNT",
            description = "closed model: people at work at once; several one after the other; 12 without --rate")
    private List<Integer> clients = new ArrayList<>();

    @Option(names = "--loops", defaultValue = "240", description = "closed model: loops of each stage")
    private int loops;

    @Option(
            names = "--rate",
            split = ",",
            paramLabel = "RATE",
            description = "open model: loops that begin each second; several one after the other")
    private List<Double> rates = new ArrayList<>();

    @Option(names = "--seconds", defaultValue = "60", description = "open model: how long loops begin at one rate")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "60", description = "loops before, of which nothing is kept")
    private int warmup;

    @Option(names = "--idle", defaultValue = "20", description = "seconds for what the system does while nobody works")
    private int idle;

    @Mixin
    private ReportOutput output = new ReportOutput();

    @Override
    public Integer call() throws Exception {
        LoopReport report = target.with(this::measure);
        output.write(report, LoopText.lines(report), () -> LoopPage.of(report));
        return report.stages().stream().anyMatch(stage -> stage.loops() == 0) ? 1 : 0;
    }

    private LoopReport measure(Installation system, CountyPack county)
            throws IOException, SQLException, InterruptedException {
        Machine machine = Machine.here();
        Driver driver = Driver.withNewNumbers(county);
        List<StageResult> stages = new ArrayList<>();
        return LoadStage.with(system, target.poll(), stage -> {
            say("warming up with %d loops".formatted(warmup));
            Load.Closed warm = new Load.Closed(people().getFirst(), warmup);
            stage.warmUp(warm, driver.prepared(warmup));
            LoadStage.Quiet quiet = stage.quiet(Duration.ofSeconds(idle));
            for (Load load : loads()) {
                say("%s, %d loops".formatted(load.label(), load.loops()));
                stages.add(stage.measured(load, driver.prepared(load.loops()), quiet));
            }
            return new LoopReport(
                    "loop",
                    Instant.now(),
                    machine,
                    county.county(),
                    warmup,
                    target.poll().toMillis(),
                    quiet,
                    List.copyOf(stages));
        });
    }

    private List<Load> loads() {
        List<Load> loads = new ArrayList<>();
        if (rates.isEmpty() || !clients.isEmpty()) {
            people().forEach(count -> loads.add(new Load.Closed(count, loops)));
        }
        for (Double rate : rates) {
            loads.add(Load.Open.of(rate, Duration.ofSeconds(seconds), loads.size()));
        }
        return loads;
    }

    private List<Integer> people() {
        return clients.isEmpty() ? List.of(12) : clients;
    }

    private static void say(String line) {
        System.err.println("bench: " + line);
    }
}
