package org.whistle.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The two servers, ended with the JVM that started them: containers where a Docker engine answers, embedded where none does.
 * The environment variable {@code WHISTLE_TESTS}, {@code docker} or {@code embedded}, decides instead where it is set.
 */
record Servers(UnaryOperator<String> url, String bootstrapServers) {

    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    static Servers start() {
        return inDocker() ? containers() : embedded();
    }

    private static boolean inDocker() {
        String wish = System.getenv().getOrDefault("WHISTLE_TESTS", "");
        return switch (wish) {
            case "docker" -> true;
            case "embedded" -> false;
            case "" -> DockerClientFactory.instance().isDockerAvailable();
            default -> throw new IllegalArgumentException("WHISTLE_TESTS: " + wish + " (expected: docker or embedded)");
        };
    }

    private static Servers embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "400")
                    .start();
            EmbeddedKafkaBroker kafka = new EmbeddedKafkaKraftBroker(1, 1)
                    .brokerProperties(
                            Map.of("group.initial.rebalance.delay.ms", "0", "auto.create.topics.enable", "false"));
            kafka.afterPropertiesSet();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                kafka.destroy();
                closeQuietly(postgres);
            }));
            // its own addresses name a user, who would go before any other
            String address = "jdbc:postgresql://localhost:" + postgres.getPort() + "/";
            return new Servers(name -> address + name, kafka.getBrokersAsString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("resource") // the containers end with the JVM
    private static Servers containers() {
        PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18")
                .withUsername(USER)
                .withPassword(PASSWORD)
                .withCommand("postgres", "-c", "max_connections=400", "-c", "fsync=off");
        KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.2")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m");
        Startables.deepStart(postgres, kafka).join();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kafka.stop();
            postgres.stop();
        }));
        return new Servers(
                name -> "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getMappedPort(5432) + "/" + name,
                kafka.getBootstrapServers());
    }

    String jdbcUrl(String database) {
        return url.apply(database);
    }

    private static void closeQuietly(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
