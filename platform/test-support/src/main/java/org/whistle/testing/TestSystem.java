package org.whistle.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.whistle.events.Producer;

/**
 * Real PostgreSQL 18 and real Kafka for tests, one of each for a whole Maven run ({@link SharedServers}). A test JVM has
 * topics and groups under a prefix of its own, a service a database of its own. Every integration test uses it.
 */
public final class TestSystem {

    private static final class Holder {
        private static final TestSystem SHARED = new TestSystem();
    }

    private static final String AUDIT_ROLE = "audit_runtime";

    private final Servers servers;
    private final String prefix = newName() + ".";
    private final TestKeys keys = TestKeys.generate();
    private final TestIssuer issuer = TestIssuer.start();

    private TestSystem() {
        servers = SharedServers.folder().map(SharedServers::in).orElseGet(Servers::start);
        createTopics();
        // two JVMs may come here at once
        administer("""
                do $$ begin create role %s login password '%s';
                exception when duplicate_object or unique_violation then null; end $$
                """.formatted(AUDIT_ROLE, Servers.PASSWORD));
    }

    /** The one system of this JVM. */
    public static TestSystem shared() {
        return Holder.SHARED;
    }

    /** Where Kafka listens. */
    public String bootstrapServers() {
        return servers.bootstrapServers();
    }

    /** A topic's name in the cluster, which other test JVMs may share. */
    public String topic(String name) {
        return prefix + name;
    }

    /** Issues tokens that the services trust. */
    public TestIssuer issuer() {
        return issuer;
    }

    /** The signing keys of all services. */
    public TestKeys keys() {
        return keys;
    }

    /** Settings for a service with a new, empty database; audit runs on it as a role that owns nothing. */
    public Map<String, String> settingsFor(String service) {
        Path privateKey = keys.privateKeyFile(service);
        Map<String, String> settings = new HashMap<>(Map.of(
                "spring.datasource.url", newDatabase(),
                "spring.datasource.username", Servers.USER,
                "spring.datasource.password", Servers.PASSWORD,
                "spring.kafka.bootstrap-servers", bootstrapServers(),
                "spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer.uri(),
                "whistle.signing.private-key", privateKey.toString(),
                "whistle.signing.trusted-keys", keys.publicKeys().toString(),
                "whistle.contacts.key", keys.contactsKey().toString(),
                "whistle.webhooks.key", keys.webhooksKey().toString(),
                "whistle.photos.directory",
                        keys.publicKeys().resolveSibling("photos").toString()));
        settings.put("whistle.kafka.prefix", prefix);
        if (service.equals(Producer.AUDIT.service())) {
            settings.putAll(Map.of(
                    // a test that waits for numbers need not wait for others
                    "whistle.projection.rest",
                    "0s",
                    // it reads from where its own data ends, so each database needs all records
                    "whistle.kafka.group-prefix",
                    newName() + ".",
                    "spring.datasource.username",
                    AUDIT_ROLE,
                    "spring.datasource.password",
                    Servers.PASSWORD,
                    "spring.flyway.user",
                    Servers.USER,
                    "spring.flyway.password",
                    Servers.PASSWORD,
                    "whistle.ledger.keys",
                    keys.ledgerKeys().toString()));
        }
        return settings;
    }

    /** A connection that bypasses all rules of a database, as an intruder on the server could. */
    public Connection superuser(String url) throws SQLException {
        return DriverManager.getConnection(url, Servers.USER, Servers.PASSWORD);
    }

    /** Copies a database without connections; answers the address of the copy. */
    public String copyOf(String url) {
        String name = newName();
        administer("create database " + name + " template " + nameOf(url));
        return servers.jdbcUrl(name);
    }

    /** Replaces a database by a copy, ending its connections. */
    public void restore(String url, String copy) {
        administer("drop database " + nameOf(url) + " with (force)");
        administer("create database " + nameOf(url) + " template " + nameOf(copy));
    }

    /** The address of a new, empty database. */
    public String newDatabase() {
        String name = newName();
        administer("create database " + name);
        return servers.jdbcUrl(name);
    }

    private static String newName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String nameOf(String url) {
        return url.replaceAll(".*(test_[0-9a-f]{32}).*", "$1");
    }

    private void administer(String sql) {
        try (Connection connection = superuser(servers.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(Stream.of(
                                    new NewTopic(topic("case-events"), 12, (short) 1),
                                    new NewTopic(topic("case-events.dlt"), 12, (short) 1),
                                    new NewTopic(topic("reference-data"), 1, (short) 1),
                                    new NewTopic(topic("admin-events"), 1, (short) 1))
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
