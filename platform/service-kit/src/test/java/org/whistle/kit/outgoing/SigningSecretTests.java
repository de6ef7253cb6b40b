package org.whistle.kit.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SigningSecretTests {

    private static final String TEXT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** The test vector that the reference libraries of Standard Webhooks share. */
    @Test
    void signsAsStandardWebhooksDoes() {
        String signature = SigningSecret.of(TEXT).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY);

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void everyPartOfTheMessageCounts() {
        SigningSecret secret = SigningSecret.of(TEXT);
        String signature = secret.sign("a", 1, BODY);

        assertThat(secret.sign("b", 1, BODY)).isNotEqualTo(signature);
        assertThat(secret.sign("a", 2, BODY)).isNotEqualTo(signature);
        assertThat(secret.sign("a", 1, new byte[0])).isNotEqualTo(signature);
        assertThat(SigningSecret.generate().sign("a", 1, BODY)).isNotEqualTo(signature);
    }

    @Test
    void isWrittenAsItIsReadAndNotTold() {
        SigningSecret secret = SigningSecret.generate();

        assertThat(SigningSecret.of(secret.text())).isEqualTo(secret);
        assertThat(secret.bytes()).hasSize(32);
        assertThat(secret).asString().isEqualTo("whsec_***");
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }
}
