package org.whistle.kit.outgoing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A symmetric secret of Standard Webhooks, shared with one receiver. */
public final class SigningSecret {

    private static final SecureRandom RANDOM = new SecureRandom();
    /** What a secret begins with. */
    public static final String PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final byte[] bytes;

    private SigningSecret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A new one, of 256 random bits. */
    public static SigningSecret generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(bytes);
    }

    /**
     * A secret as its receiver has it.
     *
     * @throws IllegalArgumentException for anything but {@code whsec_} and Base64
     */
    public static SigningSecret of(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("secret: *** (expected: " + PREFIX + "…)");
        }
        return new SigningSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
    }

    /** The same without its text. */
    public static SigningSecret ofBytes(byte[] bytes) {
        return new SigningSecret(bytes);
    }

    /** To be sealed. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The secret in its receiver's hands. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * One signature of Standard Webhooks, {@code v1,} and Base64.
     *
     * @param id of the message
     * @param seconds since 1970 when it is sent
     */
    public String sign(String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && Arrays.equals(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
