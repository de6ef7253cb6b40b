package org.whistle.bench.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.replay.county.CountyPack;
import picocli.CommandLine.Option;

/** Options that select the system to measure. */
public final class MeasuredSystem {

    @Option(
            names = "--running",
            paramLabel = "DATA",
            description = "data folder of a running standalone; without it the bench starts one of its own")
    private @Nullable Path running;

    @Option(names = "--up", paramLabel = "ARG", description = "argument of deploy/up for a system of the bench's own")
    private List<String> up = new ArrayList<>();

    @Option(names = "--pack", defaultValue = "haiwan", description = "county pack under deploy/packs")
    private String pack = "haiwan";

    @Option(
            names = "--poll",
            defaultValue = "100",
            description = "milliseconds between two looks whether a case arrived")
    private int poll = 100;

    /** Between two looks whether a case arrived. */
    public Duration poll() {
        return Duration.ofMillis(poll);
    }

    /** What is done with the system. */
    public interface Measurement<T> {

        T of(Installation system, CountyPack pack) throws Exception;
    }

    /** Starts a system where none was named, measures, and ends what it started. */
    public <T> T with(Measurement<T> measurement) throws Exception {
        Path home = Path.of(System.getProperty("whistle.home", "."))
                .toAbsolutePath()
                .normalize();
        CountyPack county = CountyPack.read(home.resolve("deploy/packs").resolve(pack));
        Path folder = running;
        if (folder != null) {
            return measurement.of(Installation.in(folder), county);
        }
        System.err.println("bench: starting a system");
        List<String> arguments = new ArrayList<>(up);
        arguments.addAll(List.of("--pack", pack));
        try (OwnSystem own = OwnSystem.start(home, arguments)) {
            return measurement.of(Installation.in(own.data()), county);
        }
    }
}
