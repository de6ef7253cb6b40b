package org.whistle.audit.ledger.checkpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.StoredTiles;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.Note;
import org.whistle.proof.tile.TiledHashes;
import org.whistle.proof.tree.Frontier;
import org.whistle.proof.tree.Hash;

/**
 * Signs what was appended, each shard as the continuation of what it signed before and never otherwise. One replica at a
 * time, by a lock; a checkpoint is committed before it is published.
 */
@Component
public class CheckpointSigning {

    static final int LOCK_SPACE = 0x53_49_47_4e;
    private static final int STRETCH = 65_536;
    private static final int PAGE = 8_192;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Checkpoints checkpoints;
    private final LedgerKeys keys;
    private final Alarms alarms;
    private final Map<Shard, Frontier> frontiers = new ConcurrentHashMap<>();

    CheckpointSigning(
            JdbcClient jdbc, TransactionTemplate transaction, Checkpoints checkpoints, LedgerKeys keys, Alarms alarms) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.alarms = alarms;
    }

    /**
     * Signs every shard that grew.
     *
     * @return whether anything was signed
     */
    public boolean sign() {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> {
                boolean signed = false;
                if (alone()) {
                    List<Checkpoints.Unsigned> all = checkpoints.unsigned();
                    List<Alarms.Alarm> standing = alarms.standing();
                    clearHealed(all, standing);
                    for (Checkpoints.Unsigned unsigned : all) {
                        signed |= sign(unsigned, standing);
                    }
                }
                return signed;
            }));
        } catch (RuntimeException e) {
            frontiers.clear();
            throw e;
        }
    }

    /** A log that was cut and has grown back to just what was signed has nothing to sign. */
    private void clearHealed(List<Checkpoints.Unsigned> all, List<Alarms.Alarm> standing) {
        Set<Shard> unsigned = all.stream().map(Checkpoints.Unsigned::shard).collect(Collectors.toSet());
        standing.stream()
                .filter(alarm -> alarm.kind() == Alarms.Kind.LOG_CUT && !unsigned.contains(alarm.shard()))
                .forEach(alarm -> alarms.clear(alarm.shard(), alarm.kind()));
    }

    private void over(Shard shard, Alarms.Kind kind, List<Alarms.Alarm> standing) {
        if (standing.stream().anyMatch(alarm -> alarm.shard().equals(shard) && alarm.kind() == kind)) {
            alarms.clear(shard, kind);
        }
    }

    private boolean alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:space, 0)")
                .param("space", LOCK_SPACE)
                .query(Boolean.class)
                .single();
    }

    private boolean sign(Checkpoints.Unsigned unsigned, List<Alarms.Alarm> standing) {
        Shard shard = unsigned.shard();
        if (unsigned.size() < unsigned.signed()) {
            alarms.raise(
                    shard,
                    Alarms.Kind.LOG_CUT,
                    "first missing leaf %d, signed size %d".formatted(unsigned.size(), unsigned.signed()));
            return false;
        }
        over(shard, Alarms.Kind.LOG_CUT, standing);
        Optional<Frontier> continued = continued(unsigned, standing);
        continued.ifPresent(frontier -> grow(shard, frontier, unsigned.size()));
        return continued.isPresent();
    }

    /** The edge of what was signed last; empty where the stored tree no longer has that root. */
    private Optional<Frontier> continued(Checkpoints.Unsigned unsigned, List<Alarms.Alarm> standing) {
        Shard shard = unsigned.shard();
        long signed = unsigned.signed();
        Hash root = unsigned.root();
        Frontier known = frontiers.get(shard);
        Frontier frontier =
                known != null && known.size() == signed && known.root().equals(root)
                        ? known
                        : Frontier.of(new TiledHashes(new StoredTiles(jdbc, shard), signed), signed);
        if (!frontier.root().equals(root)) {
            alarms.raise(
                    shard,
                    Alarms.Kind.ROOT_CHANGED,
                    "size %d, signed %s, stored %s".formatted(signed, root, frontier.root()));
            return Optional.empty();
        }
        over(shard, Alarms.Kind.ROOT_CHANGED, standing);
        frontiers.put(shard, frontier);
        return Optional.of(frontier);
    }

    private void grow(Shard shard, Frontier frontier, long size) {
        StoredTiles stored = new StoredTiles(jdbc, shard);
        long until = Math.min(size, frontier.size() + STRETCH);
        while (frontier.size() < until) {
            List<Hash> leaves = stored.leaves(frontier.size(), Math.min(until, frontier.size() + PAGE));
            leaves.forEach(frontier::append);
        }
        String text = new Checkpoint(keys.origin(shard), frontier.size(), frontier.root()).text();
        Instant now = Instant.now();
        Note note = new Note(
                text,
                keys.signers(shard).stream()
                        .map(signer -> signer.sign(text, now))
                        .toList());
        checkpoints.insert(shard, frontier.size(), frontier.root(), note.toString());
    }
}
