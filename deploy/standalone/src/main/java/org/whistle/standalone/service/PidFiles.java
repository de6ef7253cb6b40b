package org.whistle.standalone.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.whistle.standalone.launch.DataFolder;

/** Remembers the children, so that those a killed launcher left behind can be ended by the next one. */
public final class PidFiles {

    /** The system counts a process's start from a boot time that it knows to the second only. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    private final Path folder;

    public PidFiles(DataFolder data) {
        this.folder = data.folder("run");
    }

    void write(String name, ProcessHandle process) throws IOException {
        long start = process.info().startInstant().orElse(Instant.now()).toEpochMilli();
        Files.writeString(folder.resolve(name + ".pid"), process.pid() + " " + start);
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + ".pid"));
        } catch (IOException e) {
            // the next start finds a process that does not exist, which is harmless
        }
    }

    /** Ends what is still running from before and answers how many that were. */
    public int endLeftOvers() throws IOException {
        List<ProcessHandle> leftOvers;
        try (Stream<Path> files = Files.list(folder)) {
            leftOvers = files.map(PidFiles::find).flatMap(Optional::stream).toList();
        }
        leftOvers.forEach(ProcessHandle::destroyForcibly);
        leftOvers.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
        return leftOvers.size();
    }

    /** The same process, not another one that got its number since. */
    private static Optional<ProcessHandle> find(Path file) {
        try {
            String[] parts = Files.readString(file).strip().split(" ");
            Instant started = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(process -> process.info()
                            .startInstant()
                            .filter(start ->
                                    Duration.between(start, started).abs().compareTo(CLOCK_ERROR) <= 0)
                            .isPresent());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
