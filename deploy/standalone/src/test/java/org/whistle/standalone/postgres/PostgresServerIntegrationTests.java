package org.whistle.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.whistle.setup.database.Databases;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Progress;

/** PostgreSQL that outlives its launcher. */
class PostgresServerIntegrationTests {

    @TempDir
    Path folder;

    @Test
    void dataOutlivesAStopAndALauncherThatWasKilled() throws Exception {
        try (DataFolder data = DataFolder.open(folder)) {
            try (PostgresServer first = PostgresServer.start(data)) {
                Databases databases = first.databases(data);
                databases.ensure("intake");
                as("intake", databases, first)
                        .sql("create table kept (one int)")
                        .update();
            }
            PostgresServer forgotten = PostgresServer.start(data);
            try (PostgresServer third = PostgresServer.start(data)) {
                Databases databases = third.databases(data);
                databases.ensure("intake");

                assertThat(as("intake", databases, third)
                                .sql("select count(*) from kept")
                                .query(Integer.class)
                                .single())
                        .isZero();
                assertThat(third.port()).isPositive();
            }
            assertThatThrownBy(forgotten::close).hasMessageContaining("pg_ctl");
        }
    }

    @Test
    void killedServerStartsAgain() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                PostgresServer server = PostgresServer.start(data);
                PostgresWatch _ =
                        new PostgresWatch(server, new Progress(new PrintStream(OutputStream.nullOutputStream())))) {
            Path lock = folder.resolve("postgresql/cluster/postmaster.pid");
            long process = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
            ProcessHandle.of(process).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
                assertThat(Files.readAllLines(lock).getFirst().strip()).isNotEqualTo(String.valueOf(process));
                assertThat(JdbcClient.create(server.superuser("postgres"))
                                .sql("select 1")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1);
            });
        }
    }

    @Test
    void serverIsSetAsInProductionAndKeepsRolesApart() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                PostgresServer server = PostgresServer.start(data)) {
            Databases databases = server.databases(data);
            Stream.of("intake", "audit").forEach(databases::ensure);
            JdbcClient superuser = JdbcClient.create(server.superuser("postgres"));

            assertThat(setting(superuser, "fsync")).isEqualTo("on");
            assertThat(setting(superuser, "jit")).isEqualTo("off");
            assertThat(setting(superuser, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(superuser, "server_version")).startsWith("18.");
            assertThatThrownBy(() -> connect("audit", "intake", databases, server)
                            .sql("select 1")
                            .query()
                            .singleValue())
                    .rootCause()
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void aServiceThatOwnedItsTablesBeforeOwnsThemNoMore() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                PostgresServer server = PostgresServer.start(data)) {
            Databases databases = server.databases(data);
            databases.ensure("audit");
            as("audit", databases, server).sql("create table kept (one int)").update();

            databases.ensureApart("audit");
            databases.ensureApart("audit");

            assertThatThrownBy(() -> as("audit", databases, server)
                            .sql("drop table kept")
                            .update())
                    .rootCause()
                    .hasMessageContaining("must be owner of table kept");
            connect("audit", "audit_owner", databases, server)
                    .sql("grant select on kept to audit")
                    .update();
            assertThat(as("audit", databases, server)
                            .sql("select count(*) from kept")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    private static String setting(JdbcClient client, String name) {
        return client.sql("show " + name).query(String.class).single();
    }

    private static JdbcClient as(String name, Databases databases, PostgresServer server) {
        return connect(name, name, databases, server);
    }

    private static JdbcClient connect(String database, String role, Databases databases, PostgresServer server) {
        return JdbcClient.create(new DriverManagerDataSource(server.url(database), role, databases.passwordOf(role)));
    }
}
