package org.whistle.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import org.whistle.events.Producer;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.kafka.KafkaAccess;
import org.whistle.setup.pack.CountyPack;
import org.whistle.setup.realm.Realm;
import org.whistle.setup.secret.SecretFiles;
import org.whistle.setup.signing.SigningKeys;

/** Makes, once, every key and password that no person has to know, and the realm for the identity provider. */
final class Preparation {

    static final String GATEWAY = "gateway";
    static final String KEYCLOAK = "keycloak";
    static final String COMPARISON = "comparison";
    static final String DATABASE_PASSWORD = "spring.datasource.password";
    static final String OWNER_PASSWORD = "spring.flyway.password";

    private static final String CLIENT_SECRET = "whistle.identity.client-secret";
    private static final String KAFKA_LOGIN = "spring.kafka.properties.sasl.jaas.config";
    private static final String REALM = "whistle-realm.json";

    private Preparation() {}

    static void in(Surroundings surroundings) throws IOException, GeneralSecurityException, InterruptedException {
        SigningKeys.apart(surroundings.folder());
        for (Producer producer : Producer.values()) {
            made(surroundings, producer.service(), DATABASE_PASSWORD);
            String login = KafkaAccess.loginOf(producer, kafkaPassword(surroundings, producer));
            SecretFiles.keep(surroundings.settingsOf(producer.service()).resolve(KAFKA_LOGIN), () -> login);
        }
        made(surroundings, Producer.AUDIT.service(), OWNER_PASSWORD);
        made(surroundings, GATEWAY, DATABASE_PASSWORD);
        made(surroundings, COMPARISON, DATABASE_PASSWORD);
        keycloak(surroundings);
        System.out.println("prepared: keys, passwords and the realm");
    }

    /** The password of a service's user of Kafka; kept where the service does not look for settings. */
    static String kafkaPassword(Surroundings surroundings, Producer producer) {
        Path file = surroundings.folderOf(producer.service()).resolve("kafka.password");
        return SecretFiles.keep(file, () -> UUID.randomUUID().toString());
    }

    /** A password, made at the first call. */
    static String made(Surroundings surroundings, String service, String setting) throws IOException {
        Path settings = Files.createDirectories(surroundings.settingsOf(service));
        return SecretFiles.keep(
                settings.resolve(setting), () -> UUID.randomUUID().toString());
    }

    /** The secret of the client as which {@code pack} signs in. */
    static String ownSecret(Surroundings surroundings) throws IOException {
        return made(surroundings, "setup", "client-secret");
    }

    private static void keycloak(Surroundings surroundings) throws IOException, InterruptedException {
        Path folder = surroundings.folderOf(KEYCLOAK);
        String password = made(surroundings, KEYCLOAK, DATABASE_PASSWORD);
        // read by another user in a container of its own; nobody else has this volume
        Files.writeString(folder.resolve("keycloak.conf"), "db-password=" + password + "\n");
        Path realm = folder.resolve(REALM);
        if (Files.exists(realm)) {
            return;
        }
        CountyPack pack = surroundings.pack();
        boolean demo = surroundings.isDemo();
        if (demo) {
            Files.writeString(surroundings.folderOf("public").resolve(Guard.DEMO_MARK), "");
        }
        Realm.Settings settings = new Realm.Settings(
                surroundings.consoles(),
                made(surroundings, GATEWAY, CLIENT_SECRET),
                surroundings.required("INTEGRATION_CLIENT_SECRET"),
                ownSecret(surroundings),
                demo);
        Accounts accounts = Accounts.read(pack.accounts());
        Files.writeString(realm, Realm.of(pack, List.copyOf(accounts.all()), settings));
    }
}
