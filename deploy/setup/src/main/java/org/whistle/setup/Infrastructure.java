package org.whistle.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.whistle.events.Producer;
import org.whistle.setup.database.Databases;
import org.whistle.setup.kafka.KafkaAccess;
import org.whistle.setup.kafka.Topics;
import org.whistle.setup.secret.SecretFiles;

/** Databases with their roles, topics, and the key of the witness, once the servers answer. */
final class Infrastructure {

    private static final String WITNESS_KEYS = "whistle.ledger.witness-keys";

    /** Roles whose folders are named like them; those of the services end in {@code -service}. */
    private static final Set<String> APART = Set.of(Preparation.KEYCLOAK, Preparation.GATEWAY, Preparation.COMPARISON);

    private Infrastructure() {}

    static void in(Surroundings surroundings) throws Exception {
        databases(surroundings);
        try (Admin admin = Admin.create(kafka(surroundings))) {
            Topics.ensure(admin, (short) 1);
            KafkaAccess.ensure(admin, producer -> Preparation.kafkaPassword(surroundings, producer));
        }
        pinWitness(surroundings);
        System.out.println("ready: databases, topics and the witness's key");
    }

    private static Map<String, Object> kafka(Surroundings surroundings) {
        return Map.of(
                "bootstrap.servers",
                surroundings.required("KAFKA_SERVERS"),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\"%s\";"
                        .formatted(surroundings.required("KAFKA_ADMIN_PASSWORD")));
    }

    private static void databases(Surroundings surroundings) {
        String server = surroundings.required("POSTGRES_SERVER");
        String password = surroundings.required("POSTGRES_PASSWORD");
        Databases databases = new Databases(
                database -> new DriverManagerDataSource(
                        "jdbc:postgresql://%s/%s".formatted(server, database), "postgres", password),
                role -> passwordOf(surroundings, role));
        databases.ensure(Preparation.KEYCLOAK);
        databases.ensure(Preparation.GATEWAY);
        for (Producer producer : Producer.values()) {
            if (producer == Producer.AUDIT) {
                databases.ensureApart(databaseOf(producer));
            } else {
                databases.ensure(databaseOf(producer));
            }
        }
        databases.ensureReader(
                Preparation.COMPARISON,
                Stream.of(Producer.values()).map(Infrastructure::databaseOf).toList());
    }

    private static String databaseOf(Producer producer) {
        return producer.service().replace("-service", "");
    }

    private static String passwordOf(Surroundings surroundings, String role) {
        try {
            String audit = databaseOf(Producer.AUDIT);
            if (role.equals(Databases.ownerOf(audit))) {
                return Preparation.made(surroundings, Producer.AUDIT.service(), Preparation.OWNER_PASSWORD);
            }
            boolean apart = APART.contains(role);
            return Preparation.made(surroundings, apart ? role : role + "-service", Preparation.DATABASE_PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pins the key that the witness had at the first start; a different key later is refused. */
    private static void pinWitness(Surroundings surroundings) throws IOException, InterruptedException {
        URI address = URI.create(surroundings.required("WITNESS_URL")).resolve("/key");
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new CannotStart("witness: answers %d at %s".formatted(answer.statusCode(), address));
        }
        String key = answer.body().strip();
        Path file = surroundings.settingsOf(Producer.AUDIT.service()).resolve(WITNESS_KEYS);
        if (!Files.exists(file)) {
            SecretFiles.write(file, key);
        } else if (!Files.readString(file).contains(key)) {
            throw new CannotStart("witness: its key is %s (expected: %s); add it to %s if you changed it yourself"
                    .formatted(key, Files.readString(file).strip(), file));
        }
    }
}
