package org.whistle.dispatch.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.whistle.kit.outgoing.SigningSecret;

class TargetTests {

    private static final byte[] BODY = {1, 2, 3};

    @Test
    void allSecretsOfAWebhookSignBetweenBlanks() {
        SigningSecret first = SigningSecret.generate();
        SigningSecret second = SigningSecret.generate();
        Target target = new Target(UUID.randomUUID(), "city", "https://example.org", false, List.of(second, first));

        assertThat(target.signatures("a", 1, BODY))
                .isEqualTo(second.sign("a", 1, BODY) + " " + first.sign("a", 1, BODY));
    }
}
