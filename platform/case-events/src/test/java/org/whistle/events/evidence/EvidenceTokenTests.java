package org.whistle.events.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whistle.events.Producer;
import org.whistle.events.signature.SigningKey;
import org.whistle.events.signature.TrustedKeys;

class EvidenceTokenTests {

    private static final Evidence PHOTO = new Evidence(
            Evidence.Kind.AFTER,
            "a".repeat(64),
            "b".repeat(64),
            12_345,
            Instant.parse("2026-11-23T06:00:00Z"),
            null,
            null,
            "00ff00ff00ff00ff",
            "handler");

    private final KeyPair intake = keyPair();
    private final KeyPair dispatch = keyPair();
    private final TrustedKeys trusted =
            new TrustedKeys(Map.of(Producer.INTAKE, intake.getPublic(), Producer.DISPATCH, dispatch.getPublic()));

    @Test
    void anybodyVerifiesIntakesTokenOffline() {
        String token = EvidenceToken.sign(PHOTO, key(intake));

        assertThat(EvidenceToken.verify(token, trusted)).contains(PHOTO);
        assertThat(token).matches("[A-Za-z0-9_.-]+").hasSizeLessThan(EvidenceToken.MAX_LENGTH);
    }

    @Test
    void aChangedTokenIsNone() {
        String token = EvidenceToken.sign(PHOTO, key(intake));

        assertThat(EvidenceToken.verify("f" + token.substring(1), trusted)).isEmpty();
        assertThat(EvidenceToken.verify(token + "A", trusted)).isEmpty();
        assertThat(EvidenceToken.verify("", trusted)).isEmpty();
    }

    @Test
    void anotherServiceCannotVouchForAPhoto() {
        assertThat(EvidenceToken.verify(EvidenceToken.sign(PHOTO, key(dispatch)), trusted))
                .isEmpty();
    }

    private static SigningKey key(KeyPair pair) {
        return new SigningKey(TrustedKeys.keyIdOf(pair.getPublic()), pair.getPrivate());
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
