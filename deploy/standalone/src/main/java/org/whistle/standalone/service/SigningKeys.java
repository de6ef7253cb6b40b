package org.whistle.standalone.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.whistle.standalone.launch.DataFolder;

/** One Ed25519 key for each desk, a folder with the public ones that all desks trust, and a key for the ledger's checkpoints. */
public final class SigningKeys {

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final int KEY_ID_LENGTH = 8;
    private static final int CONTACTS_KEY_BYTES = 32;

    private final Path folder;

    private SigningKeys(Path folder) {
        this.folder = folder;
    }

    /** Makes the keys that are missing. */
    public static SigningKeys in(DataFolder data) throws IOException, GeneralSecurityException {
        SigningKeys keys = new SigningKeys(data.keys());
        Files.createDirectories(keys.trusted());
        for (Service service : Service.desks()) {
            if (!Files.exists(keys.privateKeyOf(service))) {
                keys.generate(service);
            }
        }
        keys.generateForLedger();
        keys.generateForContacts();
        return keys;
    }

    public Path privateKeyOf(Service service) {
        return folder.resolve(service.module() + ".pem");
    }

    /** Holds {@code <service>.<key id>.pub.pem}; the id is the start of the SHA-256 of the encoded key. */
    public Path trusted() {
        return folder.resolve("trusted");
    }

    /** Holds {@code <name>.pem} and {@code <name>.pub.pem}; the last by name is the newest. */
    public Path ledger() {
        return folder.resolve("ledger");
    }

    /** What seals how reporters are reached: 32 bytes in Base64. */
    public Path contacts() {
        return folder.resolve("contacts.key");
    }

    private void generateForContacts() throws IOException {
        if (!Files.exists(contacts())) {
            byte[] key = new byte[CONTACTS_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            DataFolder.writeSecret(contacts(), Base64.getEncoder().encodeToString(key));
        }
    }

    private void generateForLedger() throws IOException, GeneralSecurityException {
        Path secret = ledger().resolve("first.pem");
        if (Files.exists(ledger().resolve("first.pub.pem"))) {
            return;
        }
        Files.createDirectories(ledger());
        Files.deleteIfExists(secret);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        DataFolder.writeSecret(secret, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.writeString(
                ledger().resolve("first.pub.pem"),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private void generate(Service service) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] publicKey = pair.getPublic().getEncoded();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey));
        String name = "%s.%s.pub.pem".formatted(service.module(), hash.substring(0, KEY_ID_LENGTH));
        Files.writeString(trusted().resolve(name), pem("PUBLIC KEY", publicKey));
        DataFolder.writeSecret(
                privateKeyOf(service), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private static String pem(String label, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, PEM.encodeToString(encoded), label);
    }
}
