package org.whistle.standalone.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.setup.CannotStart;
import org.whistle.setup.secret.SecretFiles;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Progress;

/**
 * A data folder made of copies. The next {@code deploy/up} on it lets PostgreSQL read the archived WAL, up to the moment
 * asked for or to its end, starts with an empty Kafka and republishes.
 */
public final class Restore {

    /** Republishes from this long before the moment: what consumers may not have had yet is far younger. */
    private static final Duration BEFORE = Duration.ofDays(1);

    /** As PostgreSQL reads it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private Restore() {}

    /** Makes the folder; one that has data is left alone. */
    public static void run(BackupOptions options, Progress progress) throws IOException {
        Copies copies = new Copies(options.copies());
        Path base = copies.newest(options.until())
                .orElseThrow(() -> new CannotStart("%s: no complete backup%s"
                        .formatted(
                                copies.root(),
                                options.until() == null ? "" : " that was finished by " + options.until())));
        Path keys = options.keysOf(base);
        if (!Files.isDirectory(keys)) {
            throw new CannotStart(
                    "%s: no keys (expected: --keys with the folder that deploy/backup was given)".formatted(keys));
        }
        try (DataFolder data = DataFolder.open(options.data())) {
            for (String taken : new String[] {"postgresql", "kafka", "photos", "keys"}) {
                requireAbsent(data.root().resolve(taken));
            }
            Path cluster = data.folder("postgresql").resolve("cluster");
            Copies.copyCluster(base.resolve("cluster"), cluster);
            Files.copy(base.resolve("cluster/backup_label"), cluster.resolve("backup_label"));
            recover(cluster, copies, options.until());
            Copies.copyMissing(keys, data.root().resolve("keys"));
            Copies.copyMissing(copies.photos(), data.folder("photos"));
            if (Files.exists(base.resolve(DataFolder.SEEDED))) {
                data.mark(DataFolder.SEEDED, null);
            }
            data.mark(
                    DataFolder.REPUBLISH, Copies.usableFrom(base).minus(BEFORE).toString());
            progress.line("Restored from %s into %s; now start it with deploy/up".formatted(base, data.root()));
        }
    }

    private static void requireAbsent(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isEmpty()) {
                    return;
                }
            }
            throw new CannotStart("%s: there already (expected: a data folder without data; move the old one away, but "
                            .formatted(folder)
                    + "keep its witness)");
        }
    }

    /**
     * The file of ALTER SYSTEM overrides every other setting. What is made of the copies archives nothing before its own
     * first backup, since the one it was made of may still be running.
     */
    private static void recover(Path cluster, Copies copies, @Nullable Instant until) throws IOException {
        String archived = copies.wal() + "/%f.gz";
        Files.writeString(
                cluster.resolve("postgresql.auto.conf"),
                """
                restore_command = 'test -f "%1$s" && gzip -dc "%1$s" > "%%p"'
                recovery_target_time = '%2$s'
                recovery_target_action = 'promote'
                archive_command = 'true'
                """.formatted(archived, until == null ? "" : TIME.format(until)),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Files.writeString(cluster.resolve("recovery.signal"), "");
        SecretFiles.restrict(cluster, "rwx------");
    }
}
