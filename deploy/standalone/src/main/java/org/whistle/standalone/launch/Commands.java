package org.whistle.standalone.launch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short command to its end. */
public final class Commands {

    private static final long LIMIT_SECONDS = 120;

    private Commands() {}

    /** Runs it and answers its output; a failure carries the output. */
    public static String run(Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitCode(process) != 0) {
            throw new IOException(
                    "%s: exit code %d: %s".formatted(String.join(" ", command), process.exitValue(), output.strip()));
        }
        return output;
    }

    /** Waits for the end, but not for ever. */
    public static int exitCode(Process process) throws IOException {
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a command");
        } finally {
            process.destroyForcibly();
        }
        throw new IOException("no end after %d s".formatted(LIMIT_SECONDS));
    }

    public static boolean succeeds(Path folder, List<String> command) {
        try {
            run(folder, command);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
