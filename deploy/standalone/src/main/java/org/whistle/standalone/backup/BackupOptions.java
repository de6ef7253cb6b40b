package org.whistle.standalone.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.setup.CannotStart;

/**
 * What was asked of a backup or a restore.
 *
 * @param data the installation's folder
 * @param copies where the copies lie
 * @param until the moment to go back to, by the machine's clock; the newest where absent
 */
public record BackupOptions(
        Path data, Path copies, @Nullable Instant until) {

    /** {@code backup --to DIR [--data DIR]} */
    public static BackupOptions ofBackup(List<String> arguments) {
        Map<String, String> given = parse(arguments, Set.of("--data", "--to"));
        return new BackupOptions(data(given), copies(given, "--to"), null);
    }

    /** {@code restore --from DIR [--data DIR] [--until INSTANT]} */
    public static BackupOptions ofRestore(List<String> arguments) {
        Map<String, String> given = parse(arguments, Set.of("--data", "--from", "--until"));
        String until = given.get("--until");
        return new BackupOptions(data(given), copies(given, "--from"), until == null ? null : instant(until));
    }

    private static Map<String, String> parse(List<String> arguments, Set<String> known) {
        Map<String, String> given = new HashMap<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!known.contains(option) || !rest.hasNext()) {
                throw new CannotStart("%s: unknown option, or its value is missing (expected: %s)"
                        .formatted(
                                option, String.join(" ", known.stream().sorted().toList())));
            }
            given.put(option, rest.next());
        }
        return given;
    }

    private static Path data(Map<String, String> given) {
        return absolute(given.getOrDefault("--data", "data"));
    }

    /** PostgreSQL writes the path into commands of its own, so it has to be plain. */
    private static Path copies(Map<String, String> given, String option) {
        String folder = given.get(option);
        if (folder == null) {
            throw new CannotStart(option + ": missing");
        }
        Path path = absolute(folder);
        if (!path.toString().matches("[\\w/.,+@=-]+")) {
            throw new CannotStart("%s: %s (expected: a path of letters, digits and /._-+=,@)".formatted(option, path));
        }
        return path;
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CannotStart("--until: %s (expected: such as 2026-11-28T05:00:00Z)".formatted(text), e);
        }
    }
}
