package org.whistle.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.whistle.setup.secret.ExampleSecrets;

/** Refuses to start with example secrets, unless it is a demonstration. */
final class Guard {

    /** A file in the folder of an installation that was made with demo accounts. */
    static final String DEMO_MARK = "made-as-demo";

    private static final String ANSWER =
            "set them in .env (see .env.example), or start the demonstration with --profile demo";

    private Guard() {}

    static void check(List<String> names, Surroundings surroundings) throws IOException, InterruptedException {
        List<String> faults = ExampleSecrets.among(names, surroundings.environment());
        Path mark = surroundings.folder().resolve("public").resolve(DEMO_MARK);
        if (faults.isEmpty() && !Files.exists(mark)) {
            return;
        }
        if (surroundings.isDemo()) {
            System.out.println("demonstration: accounts with a known password are allowed");
            return;
        }
        if (faults.isEmpty()) {
            throw new CannotStart("REFUSED: these volumes were made with --profile demo and hold accounts with a known "
                    + "password; start with --profile demo, or begin anew (docker compose down -v)");
        }
        throw new CannotStart("REFUSED: " + String.join("; ", faults) + ": " + ANSWER);
    }
}
