package org.whistle.bench.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.whistle.bench.measure.Machine;
import org.whistle.bench.measure.ProcessMeter;
import org.whistle.bench.report.ReportOutput;
import org.whistle.bench.system.Installation;
import org.whistle.bench.system.MeasuredSystem;
import org.whistle.replay.county.CountyPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run compare}: the same loop by bare JDBC, by two workflow engines and by Whistle. */
@Command(
        name = "compare",
        description = "The same closed loop by bare JDBC, Flowable, Operaton and Whistle, in turns on one PostgreSQL."
                + " The last line of standard output is one JSON object.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class CompareCommand implements Callable<Integer> {

    @Mixin
    private MeasuredSystem target = new MeasuredSystem();

    @Option(names = "--clients", defaultValue = "12", description = "at work at once")
    private int clients;

    @Option(names = "--rounds", defaultValue = "3", description = "turns of each")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "for which loops begin in a turn, the warm-up included")
    private int seconds;

    @Mixin
    private ReportOutput output = new ReportOutput();

    @Override
    public Integer call() throws Exception {
        CompareReport report = target.with(this::compare);
        output.write(report, List.of(ComparePage.text(report)), () -> ComparePage.of(report));
        return 0;
    }

    private CompareReport compare(Installation system, CountyPack pack)
            throws IOException, SQLException, InterruptedException {
        Machine machine = Machine.here();
        List<Contender> contenders = new ArrayList<>();
        try (ProcessMeter processes = new ProcessMeter(system.processes())) {
            contenders.add(new BareJdbc(system.postgres(), clients));
            contenders.add(new Flowable(system.postgres(), clients));
            contenders.add(new Operaton(system.postgres(), clients));
            contenders.add(new Whistle(system, pack, target.poll()));
            Map<String, List<ContenderTurn>> turns =
                    new Comparison(contenders, system, processes, clients, Duration.ofSeconds(seconds)).play(rounds);
            List<ContenderTurn> base = Objects.requireNonNull(turns.get(Flowable.NAME));
            List<Standing> standings = contenders.stream()
                    .map(contender -> Standing.of(
                            contender.name(),
                            contender.version(),
                            Objects.requireNonNull(turns.get(contender.name())),
                            base))
                    .toList();
            return new CompareReport("compare", Instant.now(), machine, clients, rounds, seconds, standings);
        } finally {
            contenders.reversed().forEach(Contender::close);
        }
    }
}
