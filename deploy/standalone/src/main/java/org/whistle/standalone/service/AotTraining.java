package org.whistle.standalone.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whistle.standalone.launch.Commands;

/** Starts that are watched by the JDK, which writes ahead-of-time caches for later ones (JEP 514); one at a time. */
public final class AotTraining implements AutoCloseable {

    private @Nullable Process running;
    private boolean closed;

    /** Runs a command at the lowest priority to its end; the cache is complete or absent. */
    public void make(Path cache, List<String> java, List<String> application, Map<String, String> environment, Path log)
            throws IOException {
        Path draft = cache.resolveSibling(cache.getFileName() + ".new");
        List<String> command = new ArrayList<>(java);
        command.add("-XX:AOTCacheOutput=" + draft);
        command.addAll(application);
        int code = Commands.exitCode(launch(command, environment, log));
        if (!Files.exists(draft)) {
            throw new IOException("no cache after exit code %d; see %s".formatted(code, log));
        }
        Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized Process launch(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        if (closed) {
            throw new IOException("stopping");
        }
        Path folder = log.resolveSibling(".").normalize();
        List<String> whole = new ArrayList<>();
        if (Commands.succeeds(folder, List.of("nice", "-n", "19", "true"))) {
            whole.addAll(List.of("nice", "-n", "19"));
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process launched = builder.start();
        running = launched;
        return launched;
    }

    /** Ends what runs, whose cache is then absent, and begins nothing more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }
}
