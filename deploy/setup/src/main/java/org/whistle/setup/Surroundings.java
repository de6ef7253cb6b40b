package org.whistle.setup;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.whistle.setup.pack.CountyPack;

/** The settings of the installation in the environment. */
record Surroundings(Map<String, String> environment) {

    /** The name of a container that runs only where the demonstration was asked for. */
    private static final String DEMO_HOST = "demo.whistle.internal";

    private static final Duration DEMO_STARTS_WITHIN = Duration.ofSeconds(20);

    String required(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new CannotStart(name + ": missing in the environment");
        }
        return value;
    }

    /** Where each service's keys and settings are kept, a folder each. */
    Path folder() {
        return Path.of(required("WHISTLE_FOLDER"));
    }

    Path folderOf(String service) {
        return folder().resolve(service);
    }

    /** Files whose names are settings of a service. */
    Path settingsOf(String service) {
        return folderOf(service).resolve("settings");
    }

    CountyPack pack() {
        return CountyPack.find(Path.of(required("WHISTLE_HOME")), required("WHISTLE_PACK"));
    }

    /** Addresses at which the console is opened. */
    List<URI> consoles() {
        return Arrays.stream(required("WHISTLE_URL").split(","))
                .map(URI::create)
                .toList();
    }

    URI issuer() {
        return URI.create(required("WHISTLE_ISSUER"));
    }

    /** Whether demo accounts with a known password may exist; waits for the sign of it, which starts at the same time. */
    boolean isDemo() throws InterruptedException {
        long end = System.nanoTime() + DEMO_STARTS_WITHIN.toNanos();
        while (!isKnown(DEMO_HOST)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(500);
        }
        return true;
    }

    private static boolean isKnown(String host) {
        try {
            InetAddress.getByName(host);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
