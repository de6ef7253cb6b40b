package org.whistle.audit.ledger.checkpoint;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.StoredTiles;
import org.whistle.proof.tile.TiledHashes;
import org.whistle.proof.tree.Consistency;
import org.whistle.proof.tree.Hash;
import org.whistle.proof.tree.Inclusion;

/** Proofs from the stored tiles, each with a handful of reads however long the log is. */
@Service
public class Proving {

    private static final Logger LOG = LoggerFactory.getLogger(Proving.class);

    private final JdbcClient jdbc;
    private final Checkpoints checkpoints;
    private final CheckpointSigning signing;
    private final Witnessing witnessing;

    Proving(JdbcClient jdbc, Checkpoints checkpoints, CheckpointSigning signing, Witnessing witnessing) {
        this.jdbc = jdbc;
        this.checkpoints = checkpoints;
        this.signing = signing;
        this.witnessing = witnessing;
    }

    /** Proofs that these leaves are in the tree of a size; one list of hashes for each. */
    public List<List<Hash>> inclusion(Shard shard, List<Long> indexes, long size) {
        TiledHashes hashes = new TiledHashes(new StoredTiles(jdbc, shard), size);
        return indexes.stream()
                .map(index -> Inclusion.prove(hashes, index, size))
                .toList();
    }

    /** The proof that a tree continues an older one. */
    public List<Hash> consistency(Shard shard, long from, long to) {
        return Consistency.prove(new TiledHashes(new StoredTiles(jdbc, shard), to), from, to);
    }

    /**
     * A checkpoint with these leaves in it: a cosigned one where there is, else the newest, which is signed and shown to the
     * witness at once.
     *
     * @return a smaller one than asked for where the log cannot be signed now; empty for a log that never was
     */
    public Optional<StoredCheckpoint> covering(Shard shard, long size) {
        return cosigned(shard, size).or(() -> {
            signing.sign();
            try {
                witnessing.cosign(shard);
            } catch (RuntimeException e) {
                LOG.warn("proof goes out without the witness shard={} reason={}", shard.name(), e.toString());
            }
            return cosigned(shard, size).or(() -> checkpoints.latest(shard));
        });
    }

    private Optional<StoredCheckpoint> cosigned(Shard shard, long size) {
        return checkpoints.latestCosigned(shard).filter(one -> one.size() >= size);
    }
}
