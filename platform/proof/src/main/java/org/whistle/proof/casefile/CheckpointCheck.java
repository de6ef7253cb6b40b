package org.whistle.proof.casefile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.InvalidNoteException;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.VerifierKey;

/** Whether a checkpoint is the log's and was witnessed; keys that are not pinned are taken from the file. */
public final class CheckpointCheck {

    private final List<VerifierKey> logKeys;
    private final List<VerifierKey> witnessKeys;

    /** Accepts these signers; without witness keys no cosignature is asked for. */
    public CheckpointCheck(List<VerifierKey> logKeys, List<VerifierKey> witnessKeys) {
        this.logKeys = List.copyOf(logKeys);
        this.witnessKeys = List.copyOf(witnessKeys);
    }

    /** Parses and checks a checkpoint; empty where it cannot be read. Every fault is reported to {@code findings}. */
    public Optional<Checkpoint> check(String note, Consumer<Finding> findings) {
        Note signed;
        Checkpoint checkpoint;
        try {
            signed = Note.parse(note);
            checkpoint = Checkpoint.parse(signed.text());
        } catch (InvalidNoteException e) {
            findings.accept(new Finding(Finding.Kind.UNREADABLE, null, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
        List<VerifierKey> ofThisLog = logKeys.stream()
                .filter(key -> key.name().equals(checkpoint.origin()))
                .toList();
        String name = checkpoint.origin() + ", " + checkpoint.size();
        if (signed(signed, ofThisLog, findings) == 0) {
            findings.accept(new Finding(Finding.Kind.UNKNOWN_LOG_KEY, null, name));
        }
        if (signed(signed, witnessKeys, findings) == 0 && !witnessKeys.isEmpty()) {
            findings.accept(new Finding(Finding.Kind.MISSING_WITNESS, null, name));
        }
        return Optional.of(checkpoint);
    }

    private static int signed(Note note, List<VerifierKey> keys, Consumer<Finding> findings) {
        try {
            return Set.copyOf(note.signers(keys)).size();
        } catch (InvalidNoteException e) {
            findings.accept(new Finding(Finding.Kind.BAD_NOTE_SIGNATURE, null, String.valueOf(e.getMessage())));
            return 1;
        }
    }
}
