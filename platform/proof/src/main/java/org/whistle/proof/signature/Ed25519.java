package org.whistle.proof.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.LongAdder;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * Signs and verifies by Bouncy Castle's Ed25519, which needs a tenth of the JDK's time for the same 64 bytes; keys are the
 * JDK's. Every signature is counted.
 */
public final class Ed25519 {

    /** Length of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private static final int KEY_BYTES = 32;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final LongAdder MADE = new LongAdder();
    private static final LongAdder VERIFIED = new LongAdder();

    private Ed25519() {}

    /** A private key, ready to sign; safe for use by many threads. */
    public static final class Signer {

        private final byte[] seed;
        private final byte[] publicKey = new byte[KEY_BYTES];

        /**
         * Takes a key of the JDK.
         *
         * @throws IllegalArgumentException for one that is not Ed25519 or does not show its bytes
         */
        public Signer(PrivateKey key) {
            this.seed = key instanceof EdECPrivateKey edwards
                    ? edwards.getBytes()
                            .filter(bytes -> bytes.length == KEY_BYTES)
                            .orElseThrow(Signer::notEd25519)
                    : notEd25519Seed();
            org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        }

        /** The signature of the bytes, {@value Ed25519#SIGNATURE_BYTES} bytes. */
        public byte[] sign(byte[] message) {
            byte[] signature = new byte[SIGNATURE_BYTES];
            org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
                    seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
            MADE.increment();
            return signature;
        }

        private static byte[] notEd25519Seed() {
            throw notEd25519();
        }

        private static IllegalArgumentException notEd25519() {
            return new IllegalArgumentException("private key: not Ed25519");
        }
    }

    /** A public key, decoded once; safe for use by many threads. */
    public static final class Verifier {

        private final PublicPoint point;

        /**
         * Takes a key of the JDK.
         *
         * @throws IllegalArgumentException for one that is not Ed25519, or no point of the prime-order group
         */
        public Verifier(PublicKey key) {
            PublicPoint decoded = org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFullExport(bare(key), 0);
            if (decoded == null) {
                throw new IllegalArgumentException("public key: not Ed25519");
            }
            this.point = decoded;
        }

        /**
         * Whether this key signed these bytes; false for a signature of any other length too. The signature's point, too, has
         * to be of the prime-order group, as that of every honest signer is: of others some verifiers accept what others refuse.
         */
        public boolean verifies(byte[] message, byte[] signature) {
            VERIFIED.increment();
            return signature.length == SIGNATURE_BYTES
                    && org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(signature, 0)
                    && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, point, message, 0, message.length);
        }
    }

    /** How many signatures this process has made. */
    public static long made() {
        return MADE.sum();
    }

    /** How many signatures this process has verified, wrong ones included. */
    public static long verified() {
        return VERIFIED.sum();
    }

    /** A public key as its bare 32 bytes. */
    public static byte[] bare(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != X509_PREFIX.length + KEY_BYTES) {
            throw new IllegalArgumentException("public key: not Ed25519");
        }
        return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
    }

    /**
     * A public key from its bare bytes.
     *
     * @throws IllegalArgumentException for other than 32 bytes, or bytes that are no point of the prime-order group
     */
    public static PublicKey publicKey(byte[] bare) {
        if (bare.length != KEY_BYTES) {
            throw new IllegalArgumentException("public key: " + bare.length + " bytes (expected: 32)");
        }
        if (!org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(bare, 0)) {
            throw new IllegalArgumentException("public key: no key of Ed25519");
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(bare, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        return ofX509(encoded);
    }

    /**
     * A public key in its X.509 encoding.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static PublicKey ofX509(byte[] encoded) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("public key: unreadable (expected: Ed25519 as X.509)", e);
        }
    }
}
