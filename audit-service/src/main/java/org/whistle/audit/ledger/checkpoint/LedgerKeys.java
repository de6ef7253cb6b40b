package org.whistle.audit.ledger.checkpoint;

import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.Shard;
import org.whistle.proof.note.KeyFiles;
import org.whistle.proof.note.NoteSigner;
import org.whistle.proof.note.VerifierKey;

/** The checkpoints' keys: those that sign now, and every one that ever did. A key that is added or removed is noticed. */
@Component
public class LedgerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerKeys.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final LedgerProperties properties;
    private final List<VerifierKey> witnesses;
    private volatile Read read;

    LedgerKeys(LedgerProperties properties) {
        this.properties = properties;
        this.witnesses =
                properties.witnessKeys().stream().map(VerifierKey::parse).toList();
        this.read = read();
        if (read.pairs().isEmpty()) {
            throw new IllegalArgumentException("whistle.ledger.keys: no private key in " + properties.keys()
                    + " (expected: <name>.pem beside <name>.pub.pem)");
        }
    }

    private record Read(List<KeyPair> pairs, List<PublicKey> publicKeys, long at) {}

    /** The name of a shard's log, which its checkpoints and keys bear. */
    public String origin(Shard shard) {
        return properties.origin() + "/" + shard.name();
    }

    /** Who signs now, the newest first; more than one while a key is being replaced. */
    List<NoteSigner> signers(Shard shard) {
        return current().pairs().stream()
                .map(pair -> new NoteSigner(origin(shard), VerifierKey.Type.NOTE, pair))
                .toList();
    }

    /** Every key whose signature a checkpoint of the shard may bear, the newest first. */
    public List<VerifierKey> verifiers(Shard shard) {
        return current().publicKeys().stream()
                .map(key -> new VerifierKey(origin(shard), VerifierKey.Type.NOTE, key))
                .toList();
    }

    /** The witness's keys, present and past; empty where there is no witness. */
    public List<VerifierKey> witnesses() {
        return witnesses;
    }

    private Read current() {
        if (System.nanoTime() - read.at() > LOOK.toNanos()) {
            try {
                read = read();
            } catch (RuntimeException e) {
                LOG.error("keys of the ledger are unreadable, the last ones go on reason={}", e.toString());
                read = new Read(read.pairs(), read.publicKeys(), System.nanoTime());
            }
        }
        return read;
    }

    private Read read() {
        return new Read(KeyFiles.pairs(properties.keys()), KeyFiles.publicKeys(properties.keys()), System.nanoTime());
    }
}
