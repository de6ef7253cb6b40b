package org.whistle.events.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/** A service's private key. */
public final class SigningKey {

    private final String keyId;
    private final PrivateKey key;

    /**
     * Wraps a key under the id that verifiers know it by.
     *
     * @param keyId the first 8 hex digits of the SHA-256 of the public key's X.509 encoding
     */
    public SigningKey(String keyId, PrivateKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * Reads a PKCS#8 PEM; the public half is looked up among the trusted keys.
     *
     * @throws IllegalArgumentException for a PEM that holds no Ed25519 key of ours
     */
    public static SigningKey ofPem(String pem, TrustedKeys trusted) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(Pem.bytes(pem)));
            byte[] probe = "whistle".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return new SigningKey(trusted.keyIdOf(probe, sign(key, probe)), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("private key: unreadable (expected: Ed25519 as PKCS#8 PEM)", e);
        }
    }

    /** The id that goes with every signature. */
    public String keyId() {
        return keyId;
    }

    /** Signs the bytes as they are, 64 bytes. */
    public byte[] sign(byte[] value) {
        return sign(key, value);
    }

    private static byte[] sign(PrivateKey key, byte[] value) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(value);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
