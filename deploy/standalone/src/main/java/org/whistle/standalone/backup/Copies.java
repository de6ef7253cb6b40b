package org.whistle.standalone.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.setup.secret.SecretFiles;

/**
 * The folder of copies: base backups named by their beginning, with the cluster and the keys of that time; the archive of
 * the WAL; and the pictures, which never change once they are there.
 */
record Copies(Path root) {

    private static final String BASE = "base-";
    private static final String COMPLETE = "complete";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What PostgreSQL makes anew at its start, and files that are only its running process's. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label", "tablespace_map");

    Path wal() {
        return root.resolve("wal");
    }

    Path photos() {
        return root.resolve("photos");
    }

    Path base(Instant started) {
        return root.resolve(BASE + NAME.format(started));
    }

    /** Marks a base backup as complete and usable from an instant on. */
    static void complete(Path base, Instant usableFrom) throws IOException {
        Files.writeString(base.resolve(COMPLETE), usableFrom.toString());
    }

    static Instant usableFrom(Path base) {
        try {
            return Instant.parse(Files.readString(base.resolve(COMPLETE)).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest base backup from which that moment can be reached. */
    Optional<Path> newest(@Nullable Instant until) throws IOException {
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder ->
                            folder.getFileName().toString().startsWith(BASE) && Files.exists(folder.resolve(COMPLETE)))
                    .filter(base -> until == null || !usableFrom(base).isAfter(until))
                    .max(Comparator.naturalOrder());
        }
    }

    /** Copies a cluster that may be at work; what disappears meanwhile is not needed. */
    static void copyCluster(Path from, Path to) throws IOException {
        copy(
                from,
                to,
                file -> !LEFT_OUT.contains(file.getFileName().toString())
                        && !file.getFileName().toString().startsWith("pgsql_tmp")
                        && !EMPTY.contains(from.relativize(file).getName(0).toString()));
        Files.createDirectories(to.resolve("pg_wal/archive_status"));
    }

    /** Copies what is not there yet; a file that is there is the same one. */
    static void copyMissing(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            copy(
                    from,
                    to,
                    file -> !Files.exists(to.resolve(from.relativize(file)))
                            && !file.toString().endsWith(".tmp"));
        }
    }

    private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(folder));
                Files.createDirectories(copy);
                SecretFiles.restrict(copy, "rwx------");
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (wanted.test(file)) {
                    Path copy = to.resolve(from.relativize(file));
                    try {
                        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
