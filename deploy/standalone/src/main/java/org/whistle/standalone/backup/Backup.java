package org.whistle.standalone.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.whistle.setup.CannotStart;
import org.whistle.setup.secret.SecretFiles;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Progress;

/**
 * A base backup of a running installation: all databases at one moment, then the keys and the pictures. The first one also
 * has PostgreSQL archive its WAL beside it from then on, at the latest after five minutes, so that a restore comes up to
 * what was archived last. Kafka is not copied, it is made anew from the databases; nor is the witness, whose memory has to
 * be independent of them.
 */
public final class Backup {

    private static final int ARCHIVED_WITHIN_SECONDS = 900;

    private final BackupOptions options;
    private final Path data;
    private final Copies copies;
    private final Progress progress;

    private Backup(BackupOptions options, Progress progress) {
        this.options = options;
        this.data = options.data();
        this.copies = new Copies(options.copies());
        this.progress = progress;
    }

    /** Copies a running installation; answers when the copy is complete. */
    public static void run(BackupOptions options, Progress progress) throws IOException, SQLException {
        new Backup(options, progress).run();
    }

    private void run() throws IOException, SQLException {
        Instant started = Instant.now();
        Path base = copies.base(started);
        try (Connection postgres = connect();
                Statement statement = postgres.createStatement()) {
            for (Path folder : List.of(base, copies.wal())) {
                SecretFiles.restrict(Files.createDirectories(folder), "rwx------");
            }
            letPostgresIn();
            statement.setQueryTimeout(ARCHIVED_WITHIN_SECONDS);
            archive(statement);
            statement.execute("select pg_backup_start('whistle', true)");
            Copies.copyCluster(data.resolve("postgresql/cluster"), base.resolve("cluster"));
            finish(statement, base.resolve("cluster"));
        }
        Path keys = options.keysOf(base);
        Copies.copyMissing(data.resolve("keys"), keys);
        Copies.copyMissing(data.resolve("photos"), copies.photos());
        if (Files.exists(data.resolve(DataFolder.SEEDED))) {
            Files.writeString(base.resolve(DataFolder.SEEDED), "");
        }
        Copies.complete(base, Instant.now());
        Path outcomes = Files.createDirectories(data.resolve(DataFolder.OUTCOMES));
        Files.writeString(outcomes.resolve("backup"), Instant.now() + " 0\n");
        if (options.keys() == null) {
            progress.line("Keys lie in the clear in " + keys + "; --keys DIR keeps them apart");
        }
        progress.line("Backup %s complete after %s".formatted(base, progress.sinceStart()));
    }

    /** PostgreSQL writes into the archive itself, and may run as another user than this process. */
    private void letPostgresIn() throws IOException {
        UserPrincipal owner = Files.getOwner(data.resolve("postgresql/cluster"));
        if (!Files.getOwner(copies.wal()).equals(owner)) {
            Files.setOwner(copies.wal(), owner);
        }
        SecretFiles.restrict(copies.root(), "rwx--x--x");
    }

    private Connection connect() throws IOException, SQLException {
        Path running = data.resolve("postgresql/cluster/postmaster.pid");
        Path password = data.resolve("keys/postgres.password");
        if (!Files.exists(running) || !Files.exists(password)) {
            throw new CannotStart("%s: no running Whistle (expected: one started by deploy/up)".formatted(data));
        }
        String port = Files.readAllLines(running).get(3).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(port),
                "postgres",
                Files.readString(password).strip());
    }

    private void archive(Statement statement) throws SQLException {
        String file = copies.wal() + "/%f.gz";
        statement.execute("alter system set archive_command = '"
                + "if test -f \"%1$s\"; then gzip -dc \"%1$s\" | cmp -s - \"%%p\"; else gzip -c \"%%p\" > \"%1$s.part\" && mv \"%1$s.part\" \"%1$s\"; fi'"
                        .formatted(file));
        statement.execute("alter system set archive_timeout = '5min'");
        statement.execute("select pg_reload_conf()");
    }

    /** The label belongs into the copy, not into the running cluster. */
    private static void finish(Statement statement, Path cluster) throws SQLException, IOException {
        try (ResultSet row = statement.executeQuery("select labelfile, spcmapfile from pg_backup_stop(true)")) {
            row.next();
            Files.writeString(cluster.resolve("backup_label"), row.getString(1));
        }
    }
}
