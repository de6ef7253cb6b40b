package org.whistle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * One PostgreSQL and one broker for a whole Maven run: a process of their own, started by the first test JVM that wants
 * them, found by the others through a file, ended when Maven ends. The system property {@code whistle.test-servers} names
 * the folder; without it (a test run in an editor) servers live in the test's own JVM.
 */
final class SharedServers {

    private static final Duration START = Duration.ofMinutes(5);
    private static final String ADDRESSES = "addresses";

    private SharedServers() {}

    /** The folder that the build names, if one does. */
    static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty("whistle.test-servers")).map(Path::of);
    }

    /** Those that this Maven run has started already, or new ones. */
    static Servers in(Path folder) {
        ProcessHandle maven = maven();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return running(folder, maven).orElseGet(() -> started(folder, maven));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code java SharedServers <folder> <Maven's process id>}: serves until that process ends. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        ProcessHandle maven = ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow();
        Servers servers = startOrExit();
        Path draft = Files.write(
                folder.resolve(ADDRESSES + ".new"),
                List.of(key(maven), key(ProcessHandle.current()), servers.jdbcUrl(""), servers.bootstrapServers()));
        Files.move(draft, folder.resolve(ADDRESSES), StandardCopyOption.ATOMIC_MOVE);
        maven.onExit().join();
        System.exit(0);
    }

    /** Without an exit, threads of a container engine's client would keep a process that serves nothing. */
    private static Servers startOrExit() {
        try {
            return Servers.start();
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
            throw e;
        }
    }

    private static Optional<Servers> running(Path folder, ProcessHandle maven) {
        try {
            Path file = folder.resolve(ADDRESSES);
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            boolean ours = lines.size() == 4 && lines.getFirst().equals(key(maven)) && alive(lines.get(1));
            return ours ? Optional.of(new Servers(name -> lines.get(2) + name, lines.get(3))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Servers started(Path folder, ProcessHandle maven) {
        try {
            Path log = folder.resolve("servers.log");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            SharedServers.class.getName(),
                            folder.toString(),
                            String.valueOf(maven.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return Awaitility.await("test servers; see " + log)
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .until(
                            () -> {
                                if (!process.isAlive()) {
                                    throw new IllegalStateException("test servers ended: " + Files.readString(log));
                                }
                                return running(folder, maven);
                            },
                            Optional::isPresent)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The nearest Java process above this one: Surefire runs a test JVM through a shell. */
    private static ProcessHandle maven() {
        return Stream.iterate(
                        ProcessHandle.current().parent(),
                        Optional::isPresent,
                        parent -> parent.get().parent())
                .flatMap(Optional::stream)
                .filter(process -> process.info().command().orElse("").matches(".*[/\\\\]java(\\.exe)?"))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("whistle.test-servers is for test JVMs that Maven starts"));
    }

    /** A process id with its start, since ids come again. */
    private static String key(ProcessHandle process) {
        return process.pid() + "@" + process.info().startInstant().orElseThrow().toEpochMilli();
    }

    private static boolean alive(String key) {
        return ProcessHandle.of(Long.parseLong(key.substring(0, key.indexOf('@'))))
                .filter(process -> key(process).equals(key))
                .isPresent();
    }
}
