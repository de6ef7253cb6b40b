package org.whistle.proof.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as PEM: private ones as PKCS#8, public ones as X.509. */
public final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /**
     * Reads a public key.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static PublicKey publicKey(String pem) {
        return Ed25519.ofX509(bytes(pem));
    }

    /**
     * Reads a private key.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static PrivateKey privateKey(String pem) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(bytes(pem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("private key: unreadable (expected: Ed25519 as PKCS#8 PEM)", e);
        }
    }

    /** A public key as text. */
    public static String of(PublicKey key) {
        return block("PUBLIC KEY", key.getEncoded());
    }

    /** A private key as text. */
    public static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(String label, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, LINES.encodeToString(encoded), label);
    }

    private static byte[] bytes(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
