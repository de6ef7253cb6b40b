package org.whistle.proof.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with the signatures under it (C2SP signed-note).
 *
 * @param text ends with a line feed, which is signed too
 */
public record Note(String text, List<NoteSignature> signatures) {

    private static final int MAX_LENGTH = 1_000_000;
    private static final int MAX_SIGNATURES = 100;
    private static final String SPLIT = "\n\n";

    public Note {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.codePoints().anyMatch(Note::forbidden)) {
            throw new InvalidNoteException("text: " + text + " (expected: lines without control characters)");
        }
    }

    /**
     * Reads a note; nothing is verified yet.
     *
     * @throws InvalidNoteException for a text that is none
     */
    public static Note parse(String note) {
        int split = note.lastIndexOf(SPLIT);
        if (note.length() > MAX_LENGTH || split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
            throw new InvalidNoteException("note: no signatures (expected: a text, a blank line, signature lines)");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
            signatures.add(NoteSignature.parse(line));
        }
        if (signatures.size() > MAX_SIGNATURES) {
            throw new InvalidNoteException("note: " + signatures.size() + " signatures (expected: at most 100)");
        }
        return new Note(note.substring(0, split + 1), signatures);
    }

    /** The same text with one more signature. */
    public Note with(NoteSignature signature) {
        return new Note(
                text, Stream.concat(signatures.stream(), Stream.of(signature)).toList());
    }

    /**
     * Which of the known keys signed it; those of unknown keys are ignored.
     *
     * @throws InvalidNoteException where a signature names a known key but does not verify with it
     */
    public List<VerifierKey> signers(Collection<VerifierKey> known) {
        List<VerifierKey> signers = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : known) {
                if (key.claims(signature) && !key.verifies(text, signature)) {
                    throw new InvalidNoteException("signature of " + key.name() + ": does not fit the text");
                }
                if (key.claims(signature) && !signers.contains(key)) {
                    signers.add(key);
                }
            }
        }
        return List.copyOf(signers);
    }

    /** The signature that names this key; not verified here. */
    public Optional<NoteSignature> signatureOf(VerifierKey key) {
        return signatures.stream().filter(key::claims).findFirst();
    }

    /** The note as it is stored, published and handed on. */
    @Override
    public String toString() {
        return text + "\n" + signatures.stream().map(NoteSignature::line).collect(Collectors.joining());
    }

    private static boolean forbidden(int character) {
        return character < ' ' && character != '\n';
    }
}
