package org.whistle.standalone.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.whistle.standalone.launch.Commands;

/** A start that is watched by the JDK, which writes an ahead-of-time cache for later ones (JEP 514). */
public record AotTraining(Path cache, List<String> java, List<String> application, Path log) {

    public AotTraining {
        java = List.copyOf(java);
        application = List.copyOf(application);
    }

    /** Runs at the lowest priority to its end; the cache is complete or absent. */
    public void run(Map<String, String> environment) throws IOException {
        Path folder = cache.toAbsolutePath().normalize().resolveSibling(".").normalize();
        Path draft = cache.resolveSibling(cache.getFileName() + ".new");
        List<String> command = new ArrayList<>();
        if (Commands.succeeds(folder, List.of("nice", "-n", "19", "true"))) {
            command.addAll(List.of("nice", "-n", "19"));
        }
        command.addAll(java);
        command.add("-XX:AOTCacheOutput=" + draft);
        command.addAll(application);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        int code = Commands.exitCode(builder.start());
        if (!Files.exists(draft)) {
            throw new IOException("no cache after exit code %d; see %s".formatted(code, log));
        }
        Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE);
    }
}
