package org.whistle.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.DockerClientFactory;

/**
 * Real PostgreSQL 18 and real Kafka for a test JVM, started once: containers where a Docker engine answers, embedded where
 * none does. The only place that decides; every integration test uses it.
 */
public final class TestSystem {

    private static final class Holder {
        private static final TestSystem SHARED = new TestSystem();
    }

    private final Servers servers;
    private final TestKeys keys = TestKeys.generate();
    private final TestIssuer issuer = TestIssuer.start();

    private TestSystem() {
        servers = DockerClientFactory.instance().isDockerAvailable() ? Servers.inDocker() : Servers.embedded();
        createTopics();
    }

    /** The one system of this JVM. */
    public static TestSystem shared() {
        return Holder.SHARED;
    }

    /** Where Kafka listens. */
    public String bootstrapServers() {
        return servers.bootstrapServers();
    }

    /** Issues tokens that the services trust. */
    public TestIssuer issuer() {
        return issuer;
    }

    /** The signing keys of all services. */
    public TestKeys keys() {
        return keys;
    }

    /** Settings for a service with a new, empty database. */
    public Map<String, String> settingsFor(String service) {
        Path privateKey = keys.privateKeyFile(service);
        return Map.of(
                "spring.datasource.url", newDatabase(),
                "spring.datasource.username", Servers.USER,
                "spring.datasource.password", Servers.PASSWORD,
                "spring.kafka.bootstrap-servers", bootstrapServers(),
                "spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer.uri(),
                "whistle.signing.private-key", privateKey.toString(),
                "whistle.signing.trusted-keys", keys.publicKeys().toString(),
                "whistle.photos.directory",
                        keys.publicKeys().resolveSibling("photos").toString());
    }

    private String newDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection =
                        DriverManager.getConnection(servers.jdbcUrl("postgres"), Servers.USER, Servers.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return servers.jdbcUrl(name);
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(Stream.of(
                                    new NewTopic("case-events", 12, (short) 1),
                                    new NewTopic("case-events.dlt", 12, (short) 1),
                                    new NewTopic("reference-data", 1, (short) 1),
                                    new NewTopic("admin-events", 1, (short) 1))
                            .collect(Collectors.toList()))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
