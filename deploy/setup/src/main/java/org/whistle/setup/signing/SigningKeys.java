package org.whistle.setup.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.whistle.events.Producer;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.proof.signature.Pem;
import org.whistle.setup.secret.SecretFiles;

/** One Ed25519 key for each desk, a folder with the public ones that all desks trust, and a key for the ledger's checkpoints. */
public final class SigningKeys {

    private static final int SEALING_KEY_BYTES = 32;

    private final Function<Producer, Path> privateKeys;
    private final Path trusted;
    private final Path ledger;

    private SigningKeys(Function<Producer, Path> privateKeys, Path trusted, Path ledger) {
        this.privateKeys = privateKeys;
        this.trusted = trusted;
        this.ledger = ledger;
    }

    /** All keys in one folder, for services on one machine; makes those that are missing. */
    public static SigningKeys in(Path folder) throws IOException, GeneralSecurityException {
        return made(new SigningKeys(
                producer -> folder.resolve(producer.service() + ".pem"),
                folder.resolve("trusted"),
                folder.resolve("ledger")));
    }

    /**
     * A folder for each service, so that none holds another's key, and {@code public} for what all may read; makes what is
     * missing.
     */
    public static SigningKeys apart(Path folder) throws IOException, GeneralSecurityException {
        SigningKeys keys = made(new SigningKeys(
                producer -> folder.resolve(producer.service()).resolve("signing.pem"),
                folder.resolve("public/trusted"),
                folder.resolve(Producer.AUDIT.service()).resolve("ledger")));
        Path published = Files.createDirectories(folder.resolve("public/ledger"));
        try (Stream<Path> files = Files.list(keys.ledger)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".pub.pem")).toList()) {
                Files.copy(file, published.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return keys;
    }

    private static SigningKeys made(SigningKeys keys) throws IOException, GeneralSecurityException {
        Files.createDirectories(keys.trusted);
        for (Producer producer : Producer.values()) {
            if (!Files.exists(keys.privateKeyOf(producer))) {
                keys.generate(producer);
            }
        }
        keys.generateForLedger();
        generateForSealing(keys.contacts());
        generateForSealing(keys.webhooks());
        return keys;
    }

    public Path privateKeyOf(Producer producer) {
        return privateKeys.apply(producer);
    }

    /** Holds {@code <service>.<key id>.pub.pem}; the id is the start of the SHA-256 of the encoded key. */
    public Path trusted() {
        return trusted;
    }

    /** Holds {@code <name>.pem} and {@code <name>.pub.pem}; the last by name is the newest. */
    public Path ledger() {
        return ledger;
    }

    /** The key that seals reporters' contacts, for intake only: 32 bytes in Base64. */
    public Path contacts() {
        return privateKeyOf(Producer.INTAKE).resolveSibling("contacts.key");
    }

    /** The key that seals the secrets of webhooks, for dispatch only: 32 bytes in Base64. */
    public Path webhooks() {
        return privateKeyOf(Producer.DISPATCH).resolveSibling("webhooks.key");
    }

    private static void generateForSealing(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] key = new byte[SEALING_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            SecretFiles.write(file, Base64.getEncoder().encodeToString(key));
        }
    }

    private void generateForLedger() throws IOException, GeneralSecurityException {
        Path secret = ledger.resolve("first.pem");
        if (Files.exists(ledger.resolve("first.pub.pem"))) {
            return;
        }
        Files.createDirectories(ledger);
        Files.deleteIfExists(secret);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SecretFiles.write(secret, Pem.of(pair.getPrivate()));
        Files.writeString(ledger.resolve("first.pub.pem"), Pem.of(pair.getPublic()));
    }

    private void generate(Producer producer) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String name = "%s.%s.pub.pem".formatted(producer.service(), TrustedKeys.keyIdOf(pair.getPublic()));
        Files.writeString(trusted.resolve(name), Pem.of(pair.getPublic()));
        Path secret = privateKeyOf(producer);
        Files.createDirectories(Objects.requireNonNull(secret.getParent()));
        SecretFiles.write(secret, Pem.of(pair.getPrivate()));
    }
}
