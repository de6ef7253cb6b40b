package org.whistle.dispatch.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.whistle.kit.outgoing.SigningSecret;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.seal.Seal;

/** Seals the secrets of webhooks under the configured key. */
@Component
class Sealing {

    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

    private final @Nullable Seal seal;

    Sealing(WebhookProperties properties) throws IOException {
        this.seal = properties.key() == null ? null : Seal.of(Files.readString(properties.key()));
        if (seal == null) {
            LOG.warn("no key for webhooks: there are none (whistle.webhooks.key)");
        }
    }

    /**
     * The key.
     *
     * @throws RefusedException 409 where none is configured
     */
    Seal require() {
        Seal configured = seal;
        if (configured == null) {
            throw new RefusedException(new Refusal.Conflict("WEBHOOKS_OFF", null, List.of()));
        }
        return configured;
    }

    Seal.Sealed seal(UUID webhook, SigningSecret secret) {
        return require().seal(secret.bytes(), webhook);
    }

    /** The secret; empty where its key is not here any more. */
    Optional<SigningSecret> open(UUID webhook, Seal.Sealed secret) {
        return Optional.ofNullable(seal)
                .flatMap(opening -> opening.open(secret, webhook))
                .map(SigningSecret::ofBytes);
    }
}
