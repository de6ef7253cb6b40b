package org.whistle.standalone.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.whistle.events.Producer;
import org.whistle.setup.database.Databases;
import org.whistle.setup.signing.SigningKeys;
import org.whistle.standalone.identity.IdentitySettings;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Options;
import org.whistle.standalone.launch.Ports;
import org.whistle.standalone.postgres.PostgresServer;

/** The environment of a service's process: where the others are. */
public final class Surroundings {

    private static final int GATEWAY_MANAGEMENT = 8090;

    private final Options options;
    private final DataFolder data;
    private final PostgresServer postgres;
    private final Databases databases;
    private final String bootstrapServers;
    private final SigningKeys keys;
    private final WitnessProcess witness;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final int gatewayManagement = Ports.freeNear(GATEWAY_MANAGEMENT);

    public Surroundings(
            Options options,
            DataFolder data,
            PostgresServer postgres,
            Databases databases,
            String bootstrapServers,
            SigningKeys keys,
            WitnessProcess witness) {
        this.options = options;
        this.data = data;
        this.postgres = postgres;
        this.databases = databases;
        this.bootstrapServers = bootstrapServers;
        this.keys = keys;
        this.witness = witness;
        ports.put(Service.GATEWAY, options.port());
        Service.desks().forEach(desk -> ports.put(desk, Ports.freeNear(desk.usualPort())));
    }

    public int portOf(Service service) {
        return Objects.requireNonNull(ports.get(service));
    }

    /** Where health and metrics are; the gateway's public port shows no metrics. */
    int managementPortOf(Service service) {
        return service == Service.GATEWAY ? gatewayManagement : portOf(service);
    }

    /** Writes the scrape targets for a Prometheus on this machine ({@code file_sd_configs}). */
    void writeTargets() throws IOException {
        String targets = Arrays.stream(Service.values())
                .map(service -> """
                        {"targets": ["127.0.0.1:%d"], "labels": {"service": "%s"}}""".formatted(managementPortOf(service), service.database()))
                .collect(Collectors.joining(",\n ", "[", "]\n"));
        Files.writeString(data.folder("prometheus").resolve("targets.json"), targets);
    }

    /** The secret that the gateway and the identity provider share. */
    public static String clientSecret(DataFolder data) {
        return data.secret("console.secret", () -> UUID.randomUUID().toString());
    }

    Path logOf(Service service) {
        return data.folder("logs").resolve(service.module() + ".log");
    }

    /** What {@code deploy/command} runs a command of the service with; for the owner's eyes only, as the keys are. */
    void writeEnvironment(Service service, String java, Path jar) throws IOException {
        Map<String, String> environment = environmentOf(service);
        environment.put("WHISTLE_JAVA", java);
        environment.put("WHISTLE_JAR", jar.toString());
        Path file = environmentFileOf(service);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                environment.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .sorted()
                        .collect(Collectors.joining()));
    }

    /** The services stop. */
    void forgetEnvironments() {
        for (Service service : Service.values()) {
            try {
                Files.deleteIfExists(environmentFileOf(service));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path environmentFileOf(Service service) {
        return data.folder("environment").resolve(service.database());
    }

    Map<String, String> environmentOf(Service service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "standalone");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", String.valueOf(portOf(service)));
        environment.put("SPRING_DATASOURCE_URL", postgres.url(service.database()));
        environment.put("SPRING_DATASOURCE_USERNAME", service.database());
        environment.put("SPRING_DATASOURCE_PASSWORD", databases.passwordOf(service.database()));
        if (service == Service.GATEWAY) {
            addGateway(environment);
        } else {
            addDesk(service, environment);
        }
        return environment;
    }

    private void addGateway(Map<String, String> environment) {
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(gatewayManagement));
        environment.put("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "health,prometheus");
        environment.put("WHISTLE_IDENTITY_ISSUERURI", options.issuer());
        environment.put("WHISTLE_IDENTITY_CLIENTID", IdentitySettings.CLIENT_ID);
        environment.put("WHISTLE_IDENTITY_CLIENTSECRET", clientSecret(data));
        for (Service desk : Service.desks()) {
            environment.put("WHISTLE_SERVICES_" + desk.name(), "http://127.0.0.1:" + portOf(desk));
        }
    }

    private void addDesk(Service desk, Map<String, String> environment) {
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI", options.issuer());
        environment.put(
                "WHISTLE_SIGNING_PRIVATE_KEY",
                keys.privateKeyOf(Producer.ofService(desk.module())).toString());
        environment.put("WHISTLE_SIGNING_TRUSTED_KEYS", keys.trusted().toString());
        if (desk == Service.INTAKE) {
            environment.put("WHISTLE_PHOTOS_DIRECTORY", data.folder("photos").toString());
            environment.put("WHISTLE_CONTACTS_KEY", keys.contacts().toString());
            environment.put("WHISTLE_OPEN311_URL", "http://localhost:" + options.port() + "/open311/v2");
            environment.put("WHISTLE_OPEN311_TYPE", "test");
        }
        if (desk == Service.DISPATCH) {
            environment.put("WHISTLE_WEBHOOKS_KEY", keys.webhooks().toString());
            environment.put("WHISTLE_WEBHOOKS_ALLOWPRIVATE", "true");
        }
        if (desk == Service.AUDIT) {
            addLedger(environment);
        }
    }

    /** The ledger has a key of its own, a witness, and a role that owns none of its tables. */
    private void addLedger(Map<String, String> environment) {
        String owner = Databases.ownerOf(Service.AUDIT.database());
        environment.put("SPRING_FLYWAY_USER", owner);
        environment.put("SPRING_FLYWAY_PASSWORD", databases.passwordOf(owner));
        environment.put("WHISTLE_LEDGER_ORIGIN", WitnessProcess.ORIGIN);
        environment.put("WHISTLE_LEDGER_KEYS", keys.ledger().toString());
        environment.put("WHISTLE_LEDGER_WITNESSURL", witness.url().toString());
        environment.put("WHISTLE_LEDGER_WITNESSKEYS", witness.key());
        environment.put(
                "WHISTLE_OUTCOMES_DIRECTORY", data.folder(DataFolder.OUTCOMES).toString());
    }
}
