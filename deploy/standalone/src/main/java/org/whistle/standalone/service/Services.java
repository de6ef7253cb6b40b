package org.whistle.standalone.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.whistle.standalone.launch.Commands;
import org.whistle.standalone.launch.Progress;

/** The five services, running. */
public final class Services implements AutoCloseable {

    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            // no full collections only because classes are being loaded
            "-XX:MetaspaceSize=128m",
            "-XX:+ExitOnOutOfMemoryError");

    private final Map<Service, Path> jars;
    private final Surroundings surroundings;
    private final StartCache cache;
    private final PidFiles pids;
    private final Progress progress;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);

    public Services(
            Map<Service, Path> jars, Surroundings surroundings, StartCache cache, PidFiles pids, Progress progress) {
        this.jars = Map.copyOf(jars);
        this.surroundings = surroundings;
        this.cache = cache;
        this.pids = pids;
        this.progress = progress;
    }

    /**
     * Runs a command of every desk to its end, all at once.
     *
     * @throws IOException where one of them fails; the reason is in its log
     */
    public void run(String... command) throws IOException {
        Map<Service, Process> running = new EnumMap<>(Service.class);
        for (Service desk : Service.desks()) {
            List<String> line = new ArrayList<>(JAVA);
            line.addAll(cache.commandOf(Objects.requireNonNull(jars.get(desk))));
            line.addAll(List.of(command));
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            surroundings.logOf(desk).toFile()));
            builder.environment().putAll(surroundings.environmentOf(desk));
            running.put(desk, builder.start());
        }
        for (Map.Entry<Service, Process> entry : running.entrySet()) {
            int code = Commands.exitCode(entry.getValue());
            if (code != 0) {
                throw new IOException("%s %s: exit code %d; see %s"
                        .formatted(entry.getKey().module(), command[0], code, surroundings.logOf(entry.getKey())));
            }
        }
    }

    public void start() throws IOException {
        surroundings.writeTargets();
        // a session of its own keeps the terminal's Ctrl-C from a child: the launcher stops them in order
        boolean session = Commands.succeeds(Path.of("."), List.of("setsid", "true"));
        for (Map.Entry<Service, Path> entry : jars.entrySet()) {
            Service service = entry.getKey();
            surroundings.writeEnvironment(service, JAVA.getFirst(), entry.getValue());
            List<String> command = new ArrayList<>(session ? List.of("setsid") : List.of());
            command.addAll(JAVA);
            command.addAll(cache.commandOf(entry.getValue()));
            ServiceProcess process = new ServiceProcess(
                    service.module(),
                    command,
                    surroundings.environmentOf(service),
                    surroundings.logOf(service),
                    pids,
                    new Readiness(client, surroundings.managementPortOf(service)),
                    progress);
            synchronized (processes) {
                processes.put(service, process);
            }
            process.start();
        }
    }

    public void awaitReady() {
        for (Service service : jars.keySet().stream().sorted().toList()) {
            progress.done(
                    service.module(),
                    Objects.requireNonNull(processes.get(service)).awaitReady());
        }
    }

    /** Prepares the next start; takes a minute or two in the background. */
    public void trainStartCaches(AotTraining training) {
        cache.forgetOld();
        for (Map.Entry<Service, Path> entry : jars.entrySet()) {
            Path log = surroundings.logOf(entry.getKey());
            cache.train(
                    training,
                    entry.getValue(),
                    JAVA,
                    surroundings.environmentOf(entry.getKey()),
                    log.resolveSibling(entry.getKey().module() + ".training.log"));
        }
    }

    /** The gateway first, so that nothing new comes in, then the desks together. */
    @Override
    public void close() {
        List<ServiceProcess> started;
        synchronized (processes) {
            started = List.copyOf(processes.values());
        }
        surroundings.forgetEnvironments();
        try {
            ServiceProcess gateway = processes.get(Service.GATEWAY);
            if (gateway != null) {
                gateway.beginStop();
                gateway.awaitStop();
            }
            started.forEach(ServiceProcess::beginStop);
            for (ServiceProcess process : started) {
                process.awaitStop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
