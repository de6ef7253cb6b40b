package org.whistle.audit.ledger.checkpoint;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The ledger's origin, its keys and its witness.
 *
 * @param origin of all its logs, such as {@code whistle.example.org/audit}; never changes
 * @param keys a folder of {@code <name>.pem} and {@code <name>.pub.pem}, the checkpoints' own; the newest is the last by name
 * @param witnessUrl where a witness accepts checkpoints; without it checkpoints are not cosigned
 * @param witnessKeys verifier keys of the witness, old ones included
 */
@ConfigurationProperties("whistle.ledger")
public record LedgerProperties(
        String origin,
        Path keys,
        @Nullable URI witnessUrl,
        @DefaultValue List<String> witnessKeys) {

    public LedgerProperties {
        witnessKeys = List.copyOf(witnessKeys);
    }
}
