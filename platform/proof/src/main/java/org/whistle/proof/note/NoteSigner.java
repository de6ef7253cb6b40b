package org.whistle.proof.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import org.whistle.proof.signature.Ed25519;

/** A private key with the name it signs under. */
public final class NoteSigner {

    private final VerifierKey verifier;
    private final Ed25519.Signer key;

    /** Signs as this name. */
    public NoteSigner(String name, VerifierKey.Type type, KeyPair pair) {
        this.verifier = new VerifierKey(name, type, pair.getPublic());
        this.key = new Ed25519.Signer(pair.getPrivate());
    }

    /** The public half. */
    public VerifierKey verifier() {
        return verifier;
    }

    /** Signs a text that ends with a line feed; {@code at} counts for witnesses only. */
    public NoteSignature sign(String text, Instant at) {
        byte[] signature = switch (verifier.type()) {
            case NOTE -> key.sign(text.getBytes(StandardCharsets.UTF_8));
            case COSIGNATURE -> timed(text, at.getEpochSecond());
        };
        return new NoteSignature(verifier.name(), verifier.keyId(), signature);
    }

    private byte[] timed(String text, long seconds) {
        byte[] signature = key.sign(Cosignature.message(seconds, text));
        return ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
    }
}
