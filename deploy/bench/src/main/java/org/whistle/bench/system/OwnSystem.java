package org.whistle.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A standalone of the bench's own in an empty temporary folder, started by {@code deploy/up} and ended with the bench. */
public final class OwnSystem implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 200;

    private final Process launcher;
    private final Path data;
    private final Thread atExit = new Thread(this::end, "end-system");

    private OwnSystem(Process launcher, Path data) {
        this.launcher = launcher;
        this.data = data;
    }

    /**
     * Starts and waits until everything is ready; no demo cases, and no start caches prepared meanwhile.
     *
     * @param home the project's folder
     * @param more arguments of {@code deploy/up}
     */
    public static OwnSystem start(Path home, List<String> more) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("whistle-bench");
        // PostgreSQL runs as another user where this one is root
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>(List.of(
                home.resolve("deploy/up").toString(),
                "--data",
                data.toString(),
                "--port",
                String.valueOf(freePort()),
                "--identity-port",
                String.valueOf(freePort()),
                "--empty"));
        command.addAll(more);
        Path log = data.resolve("up.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().merge("JAVA_TOOL_OPTIONS", "-Dwhistle.start-caches=none", (old, one) -> old + " " + one);
        // a county has two dispatchers here: what they may ask each second is no limit of the system
        builder.environment().putIfAbsent("RESILIENCE4J_RATELIMITER_CONFIGS_ACCOUNT_LIMITFORPERIOD", "100000");
        OwnSystem system = new OwnSystem(builder.start(), data);
        Runtime.getRuntime().addShutdownHook(system.atExit);
        system.awaitReady(log);
        return system;
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (Files.readAllLines(log).stream().noneMatch(line -> line.contains("Ready"))) {
            if (!launcher.isAlive() || System.nanoTime() > end) {
                throw new IOException("the system does not start: " + Files.readString(log));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Its data folder. */
    public Path data() {
        return data;
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void end() {
        List<ProcessHandle> children = children();
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                launcher.destroyForcibly().waitFor();
                children.forEach(ProcessHandle::destroyForcibly);
            }
            delete(data);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its children and PostgreSQL, which has left the family. */
    private List<ProcessHandle> children() {
        List<ProcessHandle> children = new ArrayList<>(launcher.descendants().toList());
        try {
            ProcessHandle.of(Installation.in(data).postgres().pid()).ifPresent(children::add);
        } catch (IOException e) {
            System.err.println("bench: " + e.getMessage());
        }
        return children;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
