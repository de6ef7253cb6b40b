package org.whistle.witness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts a witness: {@code --port 8090 --name witness.example.org --data folder --origin logs --log-keys folder}. */
public final class WhistleWitness {

    private static final String USAGE =
            "usage: witness --port <port> [--host <address>] --name <name> --data <folder> --origin <start of the logs' names> --log-keys <folder>";

    private WhistleWitness() {}

    /** Runs until it is stopped. */
    @SuppressWarnings("resource") // ends with the process
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (int next = 0; next + 1 < arguments.length; next += 2) {
            options.put(arguments[next], arguments[next + 1]);
        }
        try {
            WitnessServer server = WitnessServer.start(settings(options));
            System.out.println("witness listens port=" + server.port() + " key=" + server.key());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
    }

    private static WitnessServer.Settings settings(Map<String, String> options) throws IOException {
        String host = options.getOrDefault("--host", "127.0.0.1");
        return new WitnessServer.Settings(
                new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(required(options, "--port"))),
                required(options, "--name"),
                Path.of(required(options, "--data")),
                required(options, "--origin"),
                Path.of(required(options, "--log-keys")));
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return value;
    }
}
