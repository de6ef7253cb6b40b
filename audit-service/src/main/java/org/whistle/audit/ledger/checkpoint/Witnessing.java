package org.whistle.audit.ledger.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.StoredTiles;
import org.whistle.proof.note.InvalidNoteException;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.NoteSignature;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tile.TiledHashes;
import org.whistle.proof.tree.Consistency;
import org.whistle.proof.tree.Hash;

/** Has the newest checkpoint of each shard cosigned; what the witness objects to becomes an alarm. */
@Component
class Witnessing {

    private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);

    private final JdbcClient jdbc;
    private final Checkpoints checkpoints;
    private final LedgerKeys keys;
    private final Alarms alarms;
    private final @Nullable WitnessClient witness;

    /** Where the witness has agreed since the start. */
    private final Set<Shard> agreed = ConcurrentHashMap.newKeySet();

    Witnessing(JdbcClient jdbc, Checkpoints checkpoints, LedgerKeys keys, Alarms alarms, LedgerProperties properties) {
        this.jdbc = jdbc;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.alarms = alarms;
        this.witness = properties.witnessUrl() == null ? null : new WitnessClient(properties.witnessUrl());
    }

    /** Whether a witness is configured. */
    boolean wanted() {
        return witness != null;
    }

    /** Asks about every shard whose newest checkpoint is not cosigned; throws where the witness cannot be reached. */
    void cosign() {
        checkpoints.latest().stream().filter(this::wanted).forEach(newest -> cosign(newest.shard()));
    }

    /** The same about one shard, by its checkpoint of now. */
    void cosign(Shard shard) {
        Optional<StoredCheckpoint> newest = checkpoints.latest(shard).filter(this::wanted);
        if (witness != null && newest.isPresent()) {
            long old = checkpoints
                    .latestCosigned(shard)
                    .map(StoredCheckpoint::size)
                    .orElse(0L);
            if (old <= newest.get().size()) { // else somebody signed and asked meanwhile
                show(witness, newest.get(), old, true);
            }
        }
    }

    /** Once after each start also where it is cosigned, since a database that was set back has forgotten what the witness saw. */
    private boolean wanted(StoredCheckpoint newest) {
        return newest.cosignatures().isEmpty() || !agreed.contains(newest.shard());
    }

    private void show(WitnessClient client, StoredCheckpoint checkpoint, long old, boolean again) {
        Shard shard = checkpoint.shard();
        List<Hash> proof = Consistency.prove(
                new TiledHashes(new StoredTiles(jdbc, shard), checkpoint.size()), old, checkpoint.size());
        switch (client.add(old, proof, checkpoint.note())) {
            case WitnessClient.Answer.Cosigned(String lines) -> accept(checkpoint, lines);
            case WitnessClient.Answer.Elsewhere(long size)
            when size > checkpoint.size() ->
                alarms.raise(
                        shard,
                        Alarms.Kind.WITNESS_AHEAD,
                        "witness saw size %d, the log has %d".formatted(size, checkpoint.size()));
            case WitnessClient.Answer.Elsewhere(long size)
            when again && size != old -> show(client, checkpoint, size, false);
            case WitnessClient.Answer.Elsewhere(long size) -> disagrees(checkpoint, size);
            case WitnessClient.Answer.Contradicted() -> disagrees(checkpoint, old);
            case WitnessClient.Answer.Declined(int status, String body) ->
                LOG.error(
                        "witness declines shard={} size={} status={} answer={}",
                        shard.name(),
                        checkpoint.size(),
                        status,
                        body.strip());
        }
    }

    private void disagrees(StoredCheckpoint checkpoint, long seen) {
        alarms.raise(
                checkpoint.shard(),
                Alarms.Kind.WITNESS_DISAGREES,
                "size %d does not continue size %d, which the witness saw".formatted(checkpoint.size(), seen));
    }

    /** Only what a known witness signed is kept. */
    private void accept(StoredCheckpoint checkpoint, String lines) {
        try {
            Note answered = Note.parse(checkpoint.note() + lines);
            List<VerifierKey> signers = answered.signers(keys.witnesses());
            if (signers.isEmpty()) {
                LOG.error(
                        "witness is unknown shard={} answer={}",
                        checkpoint.shard().name(),
                        lines.strip());
                return;
            }
            for (VerifierKey signer : signers) {
                NoteSignature signature = answered.signatureOf(signer).orElseThrow();
                checkpoints.cosigned(checkpoint.shard(), checkpoint.size(), signature.line());
            }
            agreed.add(checkpoint.shard());
            alarms.clear(checkpoint.shard(), Alarms.Kind.WITNESS_AHEAD);
            alarms.clear(checkpoint.shard(), Alarms.Kind.WITNESS_DISAGREES);
        } catch (InvalidNoteException e) {
            LOG.error(
                    "witness answers wrongly shard={} reason={}",
                    checkpoint.shard().name(),
                    e.getMessage());
        }
    }
}
