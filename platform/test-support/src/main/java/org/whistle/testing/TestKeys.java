package org.whistle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.whistle.events.Producer;
import org.whistle.events.signature.SigningKey;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.proof.note.KeyFiles;
import org.whistle.proof.signature.Pem;

/** A fresh Ed25519 key per service, as files like a real installation has them. */
public record TestKeys(Path directory, Map<Producer, SigningKey> signingKeys) {

    static TestKeys generate() {
        try {
            Path directory = Files.createTempDirectory("whistle-keys");
            Path trusted = Files.createDirectory(directory.resolve("trusted"));
            Map<Producer, SigningKey> keys = new EnumMap<>(Producer.class);
            for (Producer producer : Producer.values()) {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                String keyId = TrustedKeys.keyIdOf(pair.getPublic());
                keys.put(producer, new SigningKey(keyId, pair.getPrivate()));
                Files.writeString(directory.resolve(producer.service() + ".pem"), Pem.of(pair.getPrivate()));
                Files.writeString(
                        trusted.resolve(producer.service() + "." + keyId + ".pub.pem"), Pem.of(pair.getPublic()));
            }
            KeyFiles.generate(directory.resolve("ledger"), "first");
            for (String sealing : List.of("contacts.key", "webhooks.key")) {
                byte[] bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                Files.writeString(
                        directory.resolve(sealing), Base64.getEncoder().encodeToString(bytes));
            }
            return new TestKeys(directory, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A service's private key as a PEM file. */
    public Path privateKeyFile(String service) {
        return directory.resolve(service + ".pem");
    }

    /** The key of the reporters' contacts. */
    public Path contactsKey() {
        return directory.resolve("contacts.key");
    }

    /** The key of the webhooks' secrets. */
    public Path webhooksKey() {
        return directory.resolve("webhooks.key");
    }

    /** The folder of all public keys. */
    public Path publicKeys() {
        return directory.resolve("trusted");
    }

    /** The folder of the checkpoints' keys. */
    public Path ledgerKeys() {
        return directory.resolve("ledger");
    }

    /** A service's key, to sign as that service. */
    public SigningKey signingKey(Producer producer) {
        SigningKey key = signingKeys.get(producer);
        if (key == null) {
            throw new IllegalArgumentException("producer: " + producer + " (expected: one of ours)");
        }
        return key;
    }
}
