package org.whistle.audit.ledger.checkpoint;

import java.time.Instant;
import java.util.List;
import org.whistle.audit.ledger.Shard;
import org.whistle.proof.note.Note;
import org.whistle.proof.tree.Hash;

/**
 * A checkpoint as it was signed, with what witnesses answered since.
 *
 * @param note the signed text without cosignatures
 * @param cosignatures signature lines
 */
public record StoredCheckpoint(
        Shard shard, long size, Hash root, String note, List<String> cosignatures, Instant signedAt) {

    public StoredCheckpoint {
        cosignatures = List.copyOf(cosignatures);
    }

    /** What is published: signed and cosigned. */
    public String published() {
        return note + String.join("", cosignatures);
    }

    /** The same to be verified. */
    public Note parsed() {
        return Note.parse(published());
    }
}
