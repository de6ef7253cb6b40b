package org.whistle.standalone.launch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.whistle.setup.CannotStart;

/**
 * What was asked for on the command line.
 *
 * @param home the project's folder, with the service jars and packs
 * @param data where everything is kept
 * @param port the console's port
 * @param identityPort the identity provider's port
 * @param pack the county pack
 * @param empty no demo cases
 * @param help only explain
 */
public record Options(Path home, Path data, int port, int identityPort, String pack, boolean empty, boolean help) {

    public static final String HELP = """
            Usage: deploy/up [--data DIR] [--port N] [--identity-port N] [--pack NAME] [--empty]

            Starts Whistle on this machine: PostgreSQL, Kafka, a local identity provider and the five services.
            Needs a JDK 25 and nothing else; listens on loopback only. Ctrl-C stops everything.

              --data DIR          where everything is kept (default: data in the project)
              --port N            port of the console and the API (default: 8080)
              --identity-port N   port of the identity provider and the demo clock (default: 9000)
              --pack NAME         county pack under deploy/packs: haiwan (default), los-angeles
              --empty             no demo cases
              --help              this text

            A demo token for scripts:
              curl -d username=grid -d password=demo http://localhost:9000/demo/token
            Move the clock of all desks together:
              curl -H 'Content-Type: application/json' -d '{"advance":"PT3H"}' http://localhost:9000/demo/clock
            """;

    /** {@code --port=80} is two words, as {@code --port 80}. */
    public static List<String> words(String... arguments) {
        return Arrays.stream(arguments)
                .flatMap(argument ->
                        argument.startsWith("--") ? Arrays.stream(argument.split("=", 2)) : Stream.of(argument))
                .toList();
    }

    public static Options parse(Path home, List<String> arguments) {
        Options options = new Options(home, home.resolve("data"), 8080, 9000, "haiwan", false, false);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private Options with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--data" -> new Options(home, Path.of(value(option, rest)), port, identityPort, pack, empty, help);
            case "--port" -> new Options(home, data, number(option, rest), identityPort, pack, empty, help);
            case "--identity-port" -> new Options(home, data, port, number(option, rest), pack, empty, help);
            case "--pack" -> new Options(home, data, port, identityPort, value(option, rest), empty, help);
            case "--empty" -> new Options(home, data, port, identityPort, pack, true, help);
            case "--help", "-h" -> new Options(home, data, port, identityPort, pack, empty, true);
            default -> throw new CannotStart("%s: unknown option (see --help)".formatted(option));
        };
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new CannotStart("%s: a value is missing (see --help)".formatted(option));
        }
        return rest.next();
    }

    private static int number(String option, Iterator<String> rest) {
        String value = value(option, rest);
        if (!value.matches("[1-9][0-9]{0,4}") || Integer.parseInt(value) > 65535) {
            throw new CannotStart("%s: %s (expected: 1 to 65535)".formatted(option, value));
        }
        return Integer.parseInt(value);
    }

    public String issuer() {
        return "http://localhost:" + identityPort;
    }

    public String address() {
        return "http://localhost:" + port;
    }
}
