package org.whistle.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The standalone as users start it, demo cases included, on ports of its own and a new data folder: one for all journeys,
 * which run side by side in it.
 */
public final class RunningSystem {

    private static final Duration START = Duration.ofMinutes(8);
    private static final String POSTMASTER = "postgresql/cluster/postmaster.pid";
    /** The hotline that the system exchanges work orders with, and its token. */
    static final String PLATFORM = "12345";

    static final String PLATFORM_TOKEN = "a-token-of-the-journeys";

    private static final int USUAL_PORT = 8080;
    private static final int USUAL_IDENTITY_PORT = 9000;
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private static final class Holder {
        private static final RunningSystem SHARED = new RunningSystem();
    }

    /** {@code -Dwhistle.running=<data folder>}: a system that is already running on the usual ports. */
    private static final @Nullable String RUNNING = System.getProperty("whistle.running");

    private final TraceCollector traces = new TraceCollector();
    private final Path data;
    private final int port;
    private final int identityPort;
    private final WhistleClient client;
    private @Nullable Process launcher;
    private volatile boolean played;

    private RunningSystem() {
        boolean running = RUNNING != null;
        data = running ? Path.of(RUNNING) : temporaryFolder();
        port = running ? USUAL_PORT : freePort();
        identityPort = running ? USUAL_IDENTITY_PORT : freePort();
        client = new WhistleClient(gateway(), identity(), Duration.ofSeconds(60));
        if (!running) {
            start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        }
    }

    /** Ready to take cases; the demo's cases may still be on their way. */
    public static RunningSystem shared() {
        return Holder.SHARED;
    }

    /** With the demo's cases, once they were played. */
    public static RunningSystem withDemo() {
        RunningSystem system = shared();
        if (!system.played) {
            await().atMost(START).until(() -> Files.exists(system.data("demo-cases-played")));
            system.played = true;
        }
        return system;
    }

    public URI gateway() {
        return URI.create("http://localhost:" + port);
    }

    URI identity() {
        return URI.create("http://localhost:" + identityPort);
    }

    /** A token of a demo account, for what the client does not do. */
    String token(HttpClient http, String account) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(identity().resolve("/demo/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("password=demo&username=" + account))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    /** Moves the system's clock to 09:00 of the next Monday of a week without holidays, and answers that instant. */
    Instant toAQuietMonday() {
        return client.clock()
                .set(WorkWeek.after(client.clock().now(), HOME.resolve("deploy/packs/haiwan/holidays.csv")));
    }

    /** The spans that the services have sent. */
    TraceCollector traces() {
        return traces;
    }

    /** A file below the data folder. */
    Path data(String file) {
        return data.resolve(file);
    }

    public WhistleClient client() {
        return client;
    }

    /** Starts with the present content of the data folder and returns when the last part is ready. */
    void start() {
        try {
            Path log = data.resolve("acceptance.log");
            Files.deleteIfExists(log);
            ProcessBuilder builder =
                    new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(traces.environment());
            builder.environment().put("SPRING_APPLICATION_JSON", platform());
            // a system that lives for minutes does not earn back what C2 compiles
            builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
            launcher = builder.start();
            awaitReady(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A hotline that exchanges work orders by files, and may push. */
    private String platform() {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "whistle.work-orders.systems[0]",
                        Map.of(
                                "code",
                                PLATFORM,
                                "county",
                                "350999",
                                "inbound-token",
                                PLATFORM_TOKEN,
                                "folder",
                                data.resolve("platform").toString(),
                                "poll",
                                "1s",
                                "categories",
                                Map.of("[环境卫生]", "E0110"))));
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dwhistle.home=" + HOME,
                "-Dwhistle.start-caches=none",
                "-jar",
                launcherJar().toString(),
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port),
                "--identity-port",
                String.valueOf(identityPort)));
        if (launcher != null) {
            // a later start, perhaps on what was restored: no second demonstration
            command.add("--empty");
        }
        return command;
    }

    /** Kills the launcher, in whose process Kafka and the identity provider run; database and services stay. */
    void killLauncherWithKafka() throws InterruptedException {
        Process running = java.util.Objects.requireNonNull(launcher);
        running.destroyForcibly();
        running.waitFor();
    }

    /** Kills a service, as {@code kill -9} does; a running launcher starts it again. */
    public void kill(String service) throws IOException {
        String pid = Files.readString(data.resolve("run/" + service + "-service.pid"))
                .split("\\s", 2)[0];
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Runs a script of {@code deploy} with {@code --data} of this system; answers its exit code and output. */
    String run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("deploy").resolve(script).toString(), "--data", data.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WHISTLE_SKIP_BUILD", "1");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + said;
    }

    /** A connection as superuser, for what an administrator of the database does. */
    Connection database(String name) throws IOException, SQLException {
        String port = Files.readAllLines(data.resolve(POSTMASTER)).get(3).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name,
                "postgres",
                Files.readString(data.resolve("keys/postgres.password")).strip());
    }

    /**
     * The machine burns down: every process is killed and all data is gone but what the witness keeps elsewhere.
     *
     * @param ruins where what was there is moved, to look at
     */
    void wreck(Path ruins) throws IOException, InterruptedException {
        killLauncherWithKafka();
        List<Path> pids = new ArrayList<>(List.of(data.resolve(POSTMASTER)));
        try (Stream<Path> services = Files.list(data.resolve("run"))) {
            services.forEach(pids::add);
        }
        for (Path pid : pids) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).split("\\s", 2)[0]))
                    .ifPresent(process -> {
                        process.destroyForcibly();
                        process.onExit().join();
                    });
        }
        Files.createDirectories(ruins);
        try (Stream<Path> parts = Files.list(data)) {
            for (Path part : parts.filter(one -> !one.endsWith("witness")).toList()) {
                Files.move(part, ruins.resolve(part.getFileName()));
            }
        }
    }

    private void awaitReady(Path log) {
        await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> {
            Process running = java.util.Objects.requireNonNull(launcher);
            if (!running.isAlive()) {
                throw new IllegalStateException("launcher ended: " + Files.readString(log));
            }
            return Files.exists(log) && Files.readString(log).contains("Ready");
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !client.as("grid")
                        .send("GET", "/api/intake/grids?contains=119.874270,26.631039", Map.of(), null)
                        .json()
                        .isEmpty());
    }

    /** Ends the launcher, and what a killed one left behind. */
    private void stop() {
        Process running = launcher;
        if (running != null && running.isAlive()) {
            running.destroy();
            running.onExit().join();
        }
        try (Stream<Path> pids = Files.list(data.resolve("run"))) {
            pids.forEach(RunningSystem::end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end(data.resolve(POSTMASTER));
    }

    private static void end(Path pidFile) {
        try {
            if (Files.exists(pidFile)) {
                String pid = Files.readString(pidFile).split("\\s", 2)[0];
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path launcherJar() throws IOException {
        try (Stream<Path> jars = Files.list(HOME.resolve("deploy/standalone/target"))) {
            List<Path> found = jars.filter(jar -> jar.getFileName().toString().matches("standalone-[0-9].*\\.jar"))
                    .toList();
            return found.getFirst();
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("whistle-acceptance");
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
