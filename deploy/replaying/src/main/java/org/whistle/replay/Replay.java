package org.whistle.replay;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.whistle.replay.client.ApiProblem;
import org.whistle.replay.client.Unreachable;
import org.whistle.replay.client.WhistleClient;
import org.whistle.replay.county.CountyPack;
import org.whistle.replay.generate.GeneratedSource;
import org.whistle.replay.la311.La311Source;
import org.whistle.replay.play.KnownCase;
import org.whistle.replay.play.Ledger;
import org.whistle.replay.play.Pace;
import org.whistle.replay.play.PlayResult;
import org.whistle.replay.play.Player;
import org.whistle.replay.script.CaseScript;
import org.whistle.replay.script.ScriptSource;
import org.whistle.replay.script.WeekShift;

/** The command {@code deploy/replay}. */
public final class Replay {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration BEFORE_FIRST = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Options options;
    private final CountyPack pack;
    private final WhistleClient client;
    private final Ledger ledger;
    private final PrintStream out;

    private Replay(Options options, CountyPack pack, WhistleClient client, PrintStream out) {
        this.options = options;
        this.pack = pack;
        this.client = client;
        this.out = out;
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);
        this.ledger = new Ledger(client, pack.accounts().draw("SUPERVISOR", pack.county(), random));
    }

    /** Runs it; packs are under the folder that the property {@code whistle.packs} names. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream errors) throws InterruptedException {
        try {
            Options options = Options.parse(arguments);
            if (options.help()) {
                out.print(Options.HELP);
                return 0;
            }
            Path folder = Path.of(System.getProperty("whistle.packs", "deploy/packs"), options.pack());
            if (!Files.isDirectory(folder)) {
                throw new Options.UsageException(
                        "pack: " + options.pack() + " (expected: a folder under " + folder.getParent() + ")");
            }
            CountyPack pack = CountyPack.read(folder);
            ScriptSource source = source(options, pack);
            try (WhistleClient client = new WhistleClient(options.gateway(), options.identity(), PATIENCE)) {
                return new Replay(options, pack, client, out).play(source) == 0 ? 0 : 1;
            }
        } catch (Options.UsageException e) {
            errors.println(e.getMessage() + System.lineSeparator() + "see --help");
            return 2;
        } catch (java.io.UncheckedIOException | IllegalArgumentException | ApiProblem | Unreachable e) {
            errors.println(e.getMessage());
            return 1;
        }
    }

    private static ScriptSource source(Options options, CountyPack pack) {
        Path file = options.file();
        return file == null
                ? GeneratedSource.of(pack, options.days(), options.seed(), options.limit())
                : La311Source.read(file, pack, options.limit());
    }

    private long play(ScriptSource source) throws InterruptedException {
        Map<String, Ledger.Reported> reported = ledger.reported();
        List<CaseScript> scripts = source.scripts(weeks(source, reported));
        Map<String, KnownCase> known = known(scripts, reported);
        int steps = scripts.stream().mapToInt(script -> script.steps().size()).sum();
        out.printf("%d cases with %d steps as %s%n", scripts.size(), steps, options.pack());
        new TreeMap<>(source.leftOut()).forEach((why, cases) -> out.printf("left out %d: %s%n", cases, why));
        ProgressBar progress = new ProgressBar(out, terminal(), steps);
        Pace pace = Double.isFinite(options.speed())
                ? Pace.times(client.clock(), WINDOW, options.speed())
                : Pace.unbounded(client.clock(), WINDOW);
        PlayResult result = new Player(client, pace, options.concurrency(), ledger, progress).play(scripts, known);
        progress.end();
        Summary summary = Summary.of(scripts, result, ledger);
        summary.print(out);
        return summary.lost();
    }

    /** Answers and prints by how many weeks the data is moved; moves the clock of an empty system to its beginning. */
    private long weeks(ScriptSource source, Map<String, Ledger.Reported> reported) {
        for (CaseScript script : source.scripts(0)) {
            Ledger.Reported earlier = reported.get(script.name());
            if (earlier != null) {
                LocalDateTime planned = LocalDateTime.ofInstant(script.start(), pack.zone());
                return said(WeekShift.of(planned, pack.zone(), earlier.at()), "as in the play that was stopped");
            }
        }
        Instant now = client.clock().now();
        if (!ledger.empty()) {
            return said(WeekShift.after(source.first(), pack.zone(), now), "because there are cases already");
        }
        long weeks = options.generates() ? WeekShift.before(source.last(), pack.zone(), now) : 0;
        Instant start =
                source.first().plusWeeks(weeks).atZone(pack.zone()).toInstant().minus(BEFORE_FIRST);
        try {
            client.clock().set(start);
            return options.generates() ? weeks : said(weeks, "");
        } catch (ApiProblem problem) {
            if (problem.status() != 409) {
                throw problem;
            }
            return said(WeekShift.after(source.first(), pack.zone(), now), "because the clock cannot go back");
        }
    }

    private long said(long weeks, String why) {
        if (weeks != 0) {
            out.printf("all times are moved by %d weeks, %s%n", weeks, why);
        }
        return weeks;
    }

    private Map<String, KnownCase> known(List<CaseScript> scripts, Map<String, Ledger.Reported> reported) {
        Map<String, KnownCase> known = new HashMap<>();
        for (CaseScript script : scripts) {
            Ledger.Reported earlier = reported.get(script.name());
            if (earlier != null) {
                known.put(script.name(), ledger.resume(script, earlier));
            }
        }
        if (!known.isEmpty()) {
            out.printf("%d cases are there already; going on from where they are%n", known.size());
        }
        return known;
    }

    private static boolean terminal() {
        return System.console() != null && System.console().isTerminal();
    }
}
