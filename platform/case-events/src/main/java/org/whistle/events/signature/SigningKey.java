package org.whistle.events.signature;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import org.whistle.proof.signature.Ed25519;
import org.whistle.proof.signature.Pem;

/** A service's private key. */
public final class SigningKey {

    private final String keyId;
    private final Ed25519.Signer signer;

    /**
     * Wraps a key under the id that verifiers know it by.
     *
     * @param keyId the first 8 hex digits of the SHA-256 of the public key's X.509 encoding
     * @throws IllegalArgumentException for a key that is not Ed25519
     */
    public SigningKey(String keyId, PrivateKey key) {
        this.keyId = keyId;
        this.signer = new Ed25519.Signer(key);
    }

    /**
     * Reads a PKCS#8 PEM; the public half is looked up among the trusted keys.
     *
     * @throws IllegalArgumentException for a PEM that holds no Ed25519 key of ours
     */
    public static SigningKey ofPem(String pem, TrustedKeys trusted) {
        PrivateKey key = Pem.privateKey(pem);
        byte[] probe = "whistle".getBytes(StandardCharsets.UTF_8);
        return new SigningKey(trusted.keyIdOf(probe, new Ed25519.Signer(key).sign(probe)), key);
    }

    /** The id that goes with every signature. */
    public String keyId() {
        return keyId;
    }

    /** Signs the bytes as they are, 64 bytes. */
    public byte[] sign(byte[] value) {
        return signer.sign(value);
    }
}
