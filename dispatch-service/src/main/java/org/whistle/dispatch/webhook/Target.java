package org.whistle.dispatch.webhook;

import java.util.List;
import java.util.UUID;
import org.whistle.kit.outgoing.SigningSecret;

/** The address of a webhook and its secrets that are valid now, the newest first; all of them sign. */
record Target(UUID id, String code, String url, boolean allowPrivate, List<SigningSecret> secrets) {

    Target {
        secrets = List.copyOf(secrets);
    }

    /**
     * The id of an event's message to this webhook, the same with every attempt.
     *
     * @param event its id
     */
    String messageId(UUID event) {
        return event + "_" + code;
    }

    /** The header {@code webhook-signature}. */
    String signatures(String messageId, long seconds, byte[] body) {
        return String.join(
                " ",
                secrets.stream()
                        .map(secret -> secret.sign(messageId, seconds, body))
                        .toList());
    }
}
