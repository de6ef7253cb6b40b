package org.whistle.replay;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command line.
 *
 * @param file of real requests, absent when generating
 * @param pack the name of a county pack
 * @param speed times real time, infinite for {@code max}
 * @param limit cases at most
 */
record Options(
        @Nullable Path file,
        String pack,
        int days,
        long seed,
        double speed,
        URI gateway,
        URI identity,
        int limit,
        int concurrency,
        boolean help) {

    static final String HELP = """
            Plays cases through the public API of a running standalone (deploy/up), with accounts of
            every role and the movable clock.

              deploy/replay FILE --pack los-angeles [options]
                  real requests: reported when they were created, closed when they were closed
              deploy/replay --generate haiwan --days 90 --seed 1 [options]
                  made-up Chinese cases, the same for the same seed

            options
              --speed max|N        max (default) goes from instant to instant without waiting;
                                   N is N times real time
              --limit N            only the first N cases
              --concurrency N      requests at once (default 8)
              --url URL            the gateway (default http://localhost:8080)
              --identity URL       the identity provider (default http://localhost:9000)
              --help

            The clock only moves forward once there are cases. On an empty system it is set to shortly
            before the first case; otherwise the data is moved by whole weeks, so that weekday and time
            of day stay. A play that was stopped goes on where it was; nothing is reported twice.
            Ends with 0 if every case reported is in the ledger, 1 if one is lost, 2 for wrong usage.
            """;

    private static final Set<String> NAMES = Set.of(
            "--pack", "--generate", "--days", "--seed", "--speed", "--url", "--identity", "--limit", "--concurrency");

    static Options parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--help") || argument.equals("-h")) {
                return of(Map.of(), true);
            }
            boolean option = NAMES.contains(argument);
            if (!option && argument.startsWith("-")) {
                throw new UsageException("unknown: " + argument);
            }
            if (option && !rest.hasNext()) {
                throw new UsageException(argument + ": no value");
            }
            if (given.put(option ? argument : "FILE", option ? rest.next() : argument) != null) {
                throw new UsageException("given twice: " + argument);
            }
        }
        boolean generates = given.containsKey("--generate");
        if (generates == given.containsKey("FILE")) {
            throw new UsageException("expected: FILE or --generate, one of the two");
        }
        if (generates == given.containsKey("--pack")) {
            throw new UsageException("expected: --pack with FILE and without --generate");
        }
        return of(given, false);
    }

    boolean generates() {
        return file == null;
    }

    private static Options of(Map<String, String> given, boolean help) {
        String file = given.get("FILE");
        return new Options(
                file == null ? null : Path.of(file),
                given.getOrDefault("--pack", given.getOrDefault("--generate", "")),
                positive(given, "--days", 90),
                number(given, "--seed", 1),
                speed(given.getOrDefault("--speed", "max")),
                uri(given, "--url", "http://localhost:8080"),
                uri(given, "--identity", "http://localhost:9000"),
                positive(given, "--limit", Integer.MAX_VALUE),
                positive(given, "--concurrency", 8),
                help);
    }

    private static long number(Map<String, String> given, String option, long otherwise) {
        String value = given.get(option);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new UsageException(option + ": " + value + " (expected: a whole number)");
        }
    }

    private static int positive(Map<String, String> given, String option, int otherwise) {
        long number = number(given, option, otherwise);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new UsageException(option + ": " + number + " (expected: >= 1)");
        }
        return (int) number;
    }

    private static double speed(String value) {
        try {
            double speed = value.equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(value);
            if (speed > 0) {
                return speed;
            }
        } catch (NumberFormatException e) {
            // reported below, with the value
        }
        throw new UsageException("--speed: " + value + " (expected: max or a number above 0)");
    }

    private static URI uri(Map<String, String> given, String option, String otherwise) {
        String value = given.getOrDefault(option, otherwise);
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + value + " (expected: a URL)");
        }
    }

    /** The command line cannot be followed. */
    static final class UsageException extends RuntimeException {

        UsageException(String message) {
            super(message);
        }
    }
}
