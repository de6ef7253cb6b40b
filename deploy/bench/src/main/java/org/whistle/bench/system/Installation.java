package org.whistle.bench.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A running standalone, as its data folder describes it.
 *
 * @param gateway where the API is
 * @param identity where demo tokens are
 * @param processes by name, process ids: services, witness, launcher (with Kafka and the identity provider) and PostgreSQL's
 *     first process
 */
public record Installation(URI gateway, URI identity, Postgres postgres, Map<String, Long> processes) {

    /** Names PostgreSQL among the processes. */
    public static final String POSTGRES = "postgresql";

    public Installation {
        processes = Map.copyOf(processes);
    }

    /**
     * Reads a data folder.
     *
     * @throws IOException if nothing runs with it, or it belongs to another user
     */
    public static Installation in(Path data) throws IOException {
        Path environment = data.resolve("environment/gateway");
        if (!Files.isReadable(environment)) {
            throw new IOException(data + ": no running standalone with its data in it");
        }
        Map<String, String> gateway = new HashMap<>();
        for (String line : Files.readAllLines(environment)) {
            String[] pair = line.split("=", 2);
            gateway.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        List<String> postmaster = Files.readAllLines(data.resolve("postgresql/cluster/postmaster.pid"));
        Postgres postgres = new Postgres(
                "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/",
                Files.readString(data.resolve("keys/postgres.password")).strip(),
                Long.parseLong(postmaster.getFirst().strip()));
        Map<String, Long> processes = processes(data.resolve("run"));
        processes.put(POSTGRES, postgres.pid());
        return new Installation(
                URI.create("http://localhost:" + gateway.getOrDefault("SERVER_PORT", "8080")),
                URI.create(gateway.getOrDefault("WHISTLE_IDENTITY_ISSUERURI", "http://localhost:9000")),
                postgres,
                processes);
    }

    private static Map<String, Long> processes(Path folder) throws IOException {
        Map<String, Long> processes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.pid$", "");
                processes.put(
                        name, Long.parseLong(Files.readString(file).strip().split(" ")[0]));
            }
        }
        Optional<Long> launcher = processes.values().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> process.parent().stream())
                .map(ProcessHandle::pid)
                .filter(pid -> pid > 1)
                .findFirst();
        launcher.ifPresent(pid -> processes.put("launcher", pid));
        return processes;
    }
}
