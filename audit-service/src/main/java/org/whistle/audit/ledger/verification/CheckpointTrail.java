package org.whistle.audit.ledger.verification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.checkpoint.Checkpoints;
import org.whistle.audit.ledger.checkpoint.LedgerKeys;
import org.whistle.audit.ledger.checkpoint.StoredCheckpoint;
import org.whistle.audit.ledger.verification.LogFinding.Kind;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.InvalidNoteException;
import org.whistle.proof.note.Note;

/**
 * The checkpoints of a log by size, a page at a time; those without a valid signature of the log are reported and left out.
 */
final class CheckpointTrail {

    private static final int PAGE = 500;

    private final Shard shard;
    private final Checkpoints checkpoints;
    private final LedgerKeys keys;
    private final Findings findings;
    private final Deque<StoredCheckpoint> page = new ArrayDeque<>();
    private boolean exhausted;
    private long read;
    private long count;

    CheckpointTrail(Shard shard, Checkpoints checkpoints, LedgerKeys keys, Findings findings) {
        this.shard = shard;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.findings = findings;
    }

    /** The signed checkpoint of exactly this size. */
    Optional<StoredCheckpoint> at(long size) {
        @Nullable StoredCheckpoint next = peek();
        while (next != null && next.size() < size) {
            page.poll();
            next = peek();
        }
        if (next == null || next.size() != size) {
            return Optional.empty();
        }
        page.poll();
        count++;
        return genuine(next) ? Optional.of(next) : Optional.empty();
    }

    /** Reads the remaining checkpoints up to a size; answers the largest with a valid signature of the log. */
    Optional<StoredCheckpoint> beyond(long most) {
        Optional<StoredCheckpoint> largest = Optional.empty();
        for (StoredCheckpoint next = peek(); next != null && next.size() <= most; next = peek()) {
            page.poll();
            count++;
            largest = genuine(next) ? Optional.of(next) : largest;
        }
        return largest;
    }

    long count() {
        return count;
    }

    private @Nullable StoredCheckpoint peek() {
        if (page.isEmpty() && !exhausted) {
            List<StoredCheckpoint> more = checkpoints.after(shard, read, PAGE);
            exhausted = more.size() < PAGE;
            page.addAll(more);
            read = more.isEmpty() ? read : more.getLast().size();
        }
        return page.peek();
    }

    /** Whether the log signed it as stored; a false cosignature is reported, but does not change the result. */
    private boolean genuine(StoredCheckpoint checkpoint) {
        Checkpoint told = new Checkpoint(keys.origin(shard), checkpoint.size(), checkpoint.root());
        try {
            Note note = Note.parse(checkpoint.note());
            if (!note.text().equals(told.text())
                    || note.signers(keys.verifiers(shard)).isEmpty()) {
                return forged(checkpoint, "note and row differ, or no key of the log signed it");
            }
        } catch (InvalidNoteException e) {
            return forged(checkpoint, String.valueOf(e.getMessage()));
        }
        checkCosignatures(checkpoint);
        return true;
    }

    private boolean forged(StoredCheckpoint checkpoint, String detail) {
        findings.add(new LogFinding(null, Kind.CHECKPOINT_FORGED, "size " + checkpoint.size() + ": " + detail));
        return false;
    }

    private void checkCosignatures(StoredCheckpoint checkpoint) {
        if (checkpoint.cosignatures().isEmpty() || keys.witnesses().isEmpty()) {
            return;
        }
        try {
            int signers = checkpoint.parsed().signers(keys.witnesses()).size();
            if (signers == 0) {
                findings.add(new LogFinding(null, Kind.COSIGNATURE_FORGED, "size " + checkpoint.size()));
            }
        } catch (InvalidNoteException e) {
            findings.add(
                    new LogFinding(null, Kind.COSIGNATURE_FORGED, "size " + checkpoint.size() + ": " + e.getMessage()));
        }
    }
}
