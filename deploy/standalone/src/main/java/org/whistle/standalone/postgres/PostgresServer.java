package org.whistle.standalone.postgres;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.whistle.setup.CannotStart;
import org.whistle.setup.database.Databases;
import org.whistle.setup.secret.SecretFiles;
import org.whistle.standalone.launch.Commands;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Ports;

/** A PostgreSQL whose data outlives this process; one left over by a killed launcher is stopped first. */
public final class PostgresServer implements AutoCloseable {

    private static final int USUAL_PORT = 54321;
    private static final int CONNECT_MILLIS = 5000;
    private static final long RECOVERY_POLL_MILLIS = 200;
    private static final String BINARIES = "18";
    private static final String SUPERUSER = "postgres";
    private static final String SETTINGS = """
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            max_connections = 200
            shared_buffers = 192MB
            max_wal_size = 2GB
            fsync = on
            synchronous_commit = on
            archive_mode = on
            archive_command = 'true'
            jit = off
            timezone = 'UTC'
            """;

    private final Path home;
    private final Path binaries;
    private final Path cluster;
    private final Path log;
    private final RunAs runAs;
    private final String password;
    private final int port;

    private PostgresServer(Path home, Path log, RunAs runAs, String password, int port) {
        this.home = home;
        this.binaries = home.resolve(BINARIES);
        this.cluster = home.resolve("cluster");
        this.log = log;
        this.runAs = runAs;
        this.password = password;
        this.port = port;
    }

    public static PostgresServer start(DataFolder data) throws IOException {
        Path home = data.folder("postgresql");
        PostgresBinaries.unpack(home.resolve(BINARIES));
        RunAs runAs = RunAs.here(home);
        String password =
                data.secret("postgres.password", () -> UUID.randomUUID().toString());
        Path log = data.folder("logs").resolve("postgresql.log");
        new PostgresServer(home, log, runAs, password, 0).prepare();
        PostgresServer server = new PostgresServer(home, log, runAs, password, Ports.freeNear(USUAL_PORT));
        server.launch();
        server.awaitRecovered();
        return server;
    }

    private void prepare() throws IOException {
        runAs.own(home);
        if (Files.exists(cluster.resolve("whistle.conf"))) {
            stopLeftOver();
            return;
        }
        Path draft = cluster.resolveSibling("cluster.new");
        if (Files.exists(draft)) {
            Commands.run(home, List.of("rm", "-rf", draft.toString()));
        }
        Path passwordFile = draft.resolveSibling("initdb.password");
        Files.deleteIfExists(passwordFile);
        SecretFiles.write(passwordFile, password);
        runAs.own(passwordFile);
        run(
                "initdb",
                "-D",
                draft.toString(),
                "-U",
                SUPERUSER,
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--pwfile=" + passwordFile);
        Files.delete(passwordFile);
        Path configuration = draft.resolve("postgresql.conf");
        Files.writeString(configuration, Files.readString(configuration) + "\ninclude 'whistle.conf'\n");
        Files.writeString(draft.resolve("whistle.conf"), "");
        runAs.own(draft);
        Files.move(draft, cluster);
    }

    private void stopLeftOver() {
        if (Commands.succeeds(cluster, program("pg_ctl", "-D", cluster.toString(), "status"))) {
            Commands.succeeds(cluster, program("pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "stop"));
        }
    }

    /** Starts what is not running; one that died left a lock behind. */
    void launch() throws IOException {
        forgetDead();
        Files.writeString(cluster.resolve("whistle.conf"), SETTINGS.formatted(port));
        if (!Files.exists(log)) {
            Files.createFile(log);
        }
        runAs.own(log);
        try {
            // the server keeps the log open, so its output must not be a pipe of ours
            Process start = new ProcessBuilder(program(
                            "pg_ctl", "-D", cluster.toString(), "-l", log.toString(), "-w", "-t", "90", "start"))
                    .directory(cluster.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int code = Commands.exitCode(start);
            if (code != 0) {
                throw new IOException("exit code " + code);
            }
        } catch (IOException e) {
            throw new CannotStart("PostgreSQL does not start (%s); see %s".formatted(e.getMessage(), log), e);
        }
    }

    /** After a restore it reads archived WAL first, and may only be asked meanwhile. */
    private void awaitRecovered() throws IOException {
        JdbcClient jdbc = JdbcClient.create(superuser("postgres"));
        try {
            while (Files.exists(cluster.resolve("recovery.signal"))
                    || jdbc.sql("select pg_is_in_recovery()")
                            .query(Boolean.class)
                            .single()) {
                if (!Commands.succeeds(cluster, program("pg_ctl", "-D", cluster.toString(), "status"))) {
                    throw new CannotStart("PostgreSQL does not reach the moment asked for; see " + log);
                }
                TimeUnit.MILLISECONDS.sleep(RECOVERY_POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the archived WAL is read", e);
        }
    }

    /** A process that ended but was not waited for keeps its id, and PostgreSQL takes it for a running server. */
    private void forgetDead() throws IOException {
        Path lock = cluster.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        Path status = Path.of("/proc", Files.readAllLines(lock).getFirst().strip(), "status");
        if (Files.exists(status) && Files.readString(status).contains("State:\tZ")) {
            Files.delete(lock);
        }
    }

    boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** A connection for each call, as superuser. */
    public DataSource superuser(String database) {
        return new DriverManagerDataSource(url(database), SUPERUSER, password);
    }

    /** Its databases; the roles' passwords are kept among the keys. */
    public Databases databases(DataFolder data) {
        return new Databases(
                this::superuser,
                role -> data.secret(
                        "postgres-%s.password".formatted(role),
                        () -> UUID.randomUUID().toString()));
    }

    private void run(String program, String... arguments) throws IOException {
        Commands.run(binaries, program(program, arguments));
    }

    private List<String> program(String name, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(binaries.resolve("bin").resolve(name).toString()));
        command.addAll(List.of(arguments));
        return runAs.command(command);
    }

    @Override
    public void close() throws IOException {
        run("pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "60", "stop");
    }
}
