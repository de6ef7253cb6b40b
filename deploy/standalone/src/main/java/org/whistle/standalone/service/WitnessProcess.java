package org.whistle.standalone.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.whistle.setup.signing.SigningKeys;
import org.whistle.standalone.launch.Commands;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Ports;
import org.whistle.standalone.launch.Progress;

/**
 * The ledger's witness: a child process that keeps what it saw outside the database. On the same machine it shows how it
 * works; it convinces others only where another party runs it.
 */
public final class WitnessProcess implements AutoCloseable {

    /** The beginning of the names of all logs. */
    static final String ORIGIN = "whistle.local/audit";

    private static final int USUAL_PORT = 8085;

    private final ServiceProcess process;
    private final URI url;
    private final String key;

    private WitnessProcess(ServiceProcess process, URI url, String key) {
        this.process = process;
        this.url = url;
        this.key = key;
    }

    /** Starts it and waits until it answers. */
    public static WitnessProcess start(Path home, DataFolder data, SigningKeys keys, PidFiles pids, Progress progress)
            throws IOException, InterruptedException {
        int port = Ports.freeNear(USUAL_PORT);
        URI url = URI.create("http://127.0.0.1:" + port + "/");
        HttpClient client = HttpClient.newHttpClient();
        ServiceProcess process = new ServiceProcess(
                "witness",
                command(Service.jar(home, "deploy/witness", "witness"), port, data.folder("witness"), keys.ledger()),
                Map.of(),
                data.folder("logs").resolve("witness.log"),
                pids,
                new Readiness(client, url.resolve("health")),
                progress);
        process.start();
        process.awaitReady();
        String key = client.send(HttpRequest.newBuilder(url.resolve("key")).build(), BodyHandlers.ofString())
                .body()
                .strip();
        return new WitnessProcess(process, url, key);
    }

    private static List<String> command(Path jar, int port, Path folder, Path logKeys) {
        boolean session = Commands.succeeds(Path.of("."), List.of("setsid", "true"));
        List<String> command = new ArrayList<>(session ? List.of("setsid") : List.of());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString()));
        command.addAll(List.of("--port", String.valueOf(port), "--name", "witness.local"));
        command.addAll(List.of("--data", folder.toString(), "--origin", ORIGIN, "--log-keys", logKeys.toString()));
        return command;
    }

    URI url() {
        return url;
    }

    String key() {
        return key;
    }

    @Override
    public void close() {
        process.beginStop();
        try {
            process.awaitStop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
