package org.whistle.setup.secret;

import java.util.List;
import java.util.Map;

/** Finds unsafe secrets: missing, short, or still the value in {@code .env.example}. */
public final class ExampleSecrets {

    private static final String EXAMPLE = "change-me";
    private static final int SHORTEST = 12;

    private ExampleSecrets() {}

    /** One line for each of the names that is not fit for use; empty where all are. */
    public static List<String> among(List<String> names, Map<String, String> environment) {
        return names.stream()
                .filter(name -> !isChosen(environment.getOrDefault(name, "")))
                .map(name -> name + ": " + fault(environment.getOrDefault(name, "")))
                .toList();
    }

    private static boolean isChosen(String value) {
        return value.length() >= SHORTEST && !value.startsWith(EXAMPLE);
    }

    private static String fault(String value) {
        if (value.isEmpty()) {
            return "missing";
        }
        return value.startsWith(EXAMPLE)
                ? "left at its example value"
                : "%d characters (expected: %d or more)".formatted(value.length(), SHORTEST);
    }
}
