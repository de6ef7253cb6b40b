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
 * @param keys where the keys lie, in a folder for each base backup; beside it where absent
 * @param until the moment to go back to, by the machine's clock; the newest where absent
 */
public record BackupOptions(
        Path data,
        Path copies,
        @Nullable Path keys,
        @Nullable Instant until) {

    public static final String BACKUP_HELP = """
            Usage: deploy/backup --to DIR [--keys DIR] [--data DIR]

            Copies a running Whistle of this machine: all databases at one moment, keys and pictures.
            From the first one on PostgreSQL archives its WAL there as well.

              --to DIR     where copies are kept, best on another disk
              --keys DIR   where the keys go, apart from the copies; without it they lie beside them in the clear
              --data DIR   the installation (default: data in the project)
              --help       this text
            """;

    public static final String RESTORE_HELP = """
            Usage: deploy/restore --from DIR [--keys DIR] [--data DIR] [--until INSTANT]

            Makes a data folder of copies; deploy/up --data DIR goes on with it. What to look at then: deploy/docs/upkeep.md.

              --from DIR        where deploy/backup keeps copies
              --keys DIR        where it keeps the keys, if not there
              --data DIR        a folder that holds no data yet, but may hold the old witness (default: data in the project)
              --until INSTANT   back to this moment of the machine's clock, such as 2026-11-28T05:00:00Z (default: the newest)
              --help            this text
            """;

    /** {@code backup --to DIR [--keys DIR] [--data DIR]} */
    public static BackupOptions ofBackup(Path home, List<String> arguments) {
        Map<String, String> given = parse(arguments, Set.of("--data", "--keys", "--to"));
        return of(home, given, "--to", null);
    }

    /** {@code restore --from DIR [--keys DIR] [--data DIR] [--until INSTANT]} */
    public static BackupOptions ofRestore(Path home, List<String> arguments) {
        Map<String, String> given = parse(arguments, Set.of("--data", "--keys", "--from", "--until"));
        String until = given.get("--until");
        return of(home, given, "--from", until == null ? null : instant(until));
    }

    private static BackupOptions of(Path home, Map<String, String> given, String option, @Nullable Instant until) {
        Path copies = copies(given, option);
        String keys = given.get("--keys");
        Path apart = keys == null ? null : absolute(keys);
        if (apart != null && apart.startsWith(copies)) {
            throw new CannotStart("--keys: %s (expected: a folder apart from %s)".formatted(apart, copies));
        }
        String data = given.get("--data");
        return new BackupOptions(data == null ? home.resolve("data") : absolute(data), copies, apart, until);
    }

    /** Where the keys of that base backup lie. */
    Path keysOf(Path base) {
        return keys == null ? base.resolve("keys") : keys.resolve(base.getFileName());
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
