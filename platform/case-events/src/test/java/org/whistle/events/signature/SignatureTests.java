package org.whistle.events.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whistle.events.Producer;

class SignatureTests {

    private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);

    private final KeyPair intake = keyPair();
    private final KeyPair dispatch = keyPair();
    private final TrustedKeys trusted =
            new TrustedKeys(Map.of(Producer.INTAKE, intake.getPublic(), Producer.DISPATCH, dispatch.getPublic()));

    @Test
    void namesTheSigner() {
        SigningKey key = new SigningKey(TrustedKeys.keyIdOf(dispatch.getPublic()), dispatch.getPrivate());

        assertThat(trusted.signer(key.keyId(), key.sign(VALUE), VALUE)).contains(Producer.DISPATCH);
    }

    @Test
    void knowsNobodyWhoSignsUnderAnothersName() {
        SigningKey forged = new SigningKey(TrustedKeys.keyIdOf(dispatch.getPublic()), intake.getPrivate());

        assertThat(trusted.signer(forged.keyId(), forged.sign(VALUE), VALUE)).isEmpty();
    }

    @Test
    void knowsNobodyForAChangedValue() {
        SigningKey key = new SigningKey(TrustedKeys.keyIdOf(intake.getPublic()), intake.getPrivate());
        byte[] changed = "Value".getBytes(StandardCharsets.UTF_8);

        assertThat(trusted.signer(key.keyId(), key.sign(VALUE), changed)).isEmpty();
    }

    @Test
    void knowsNobodyForBytesThatAreNoSignature() {
        assertThat(trusted.signer(TrustedKeys.keyIdOf(intake.getPublic()), new byte[] {1}, VALUE))
                .isEmpty();
        assertThat(trusted.signer("00000000", new byte[64], VALUE)).isEmpty();
    }

    static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
