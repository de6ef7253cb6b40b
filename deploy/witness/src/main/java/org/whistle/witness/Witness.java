package org.whistle.witness;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.InvalidNoteException;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.NoteSigner;
import org.whistle.proof.tree.Consistency;
import org.whistle.proof.tree.Hash;

/** Cosigns a checkpoint if it continues what was seen of its log (C2SP tlog-witness, {@code add-checkpoint}). */
final class Witness {

    private static final Pattern BODY =
            Pattern.compile("old (0|[1-9]\\d{0,17})\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n(.*)", Pattern.DOTALL);

    private final KnownLogs logs;
    private final Memory memory;
    private final NoteSigner signer;
    private final Clock clock;

    Witness(KnownLogs logs, Memory memory, NoteSigner signer, Clock clock) {
        this.logs = logs;
        this.memory = memory;
        this.signer = signer;
        this.clock = clock;
    }

    /** What a caller shows: how far it thinks the log was seen, and a checkpoint that continues that. */
    private record Shown(long old, List<Hash> proof, Note note, Checkpoint checkpoint) {

        static Shown parse(String body) {
            Matcher matcher = BODY.matcher(body);
            if (!matcher.matches()) {
                throw new InvalidNoteException(
                        "body: unreadable (expected: old <size>, hashes, a blank line, a checkpoint)");
            }
            try {
                Note note = Note.parse(matcher.group(3));
                List<Hash> proof = matcher.group(2).lines().map(Hash::ofBase64).toList();
                return new Shown(Long.parseLong(matcher.group(1)), proof, note, Checkpoint.parse(note.text()));
            } catch (IllegalArgumentException e) {
                throw new InvalidNoteException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** One at a time: what is compared is what is remembered. */
    synchronized Answer add(String body) {
        Shown shown;
        try {
            shown = Shown.parse(body);
        } catch (InvalidNoteException e) {
            return Answer.refused(400, String.valueOf(e.getMessage()));
        }
        String origin = shown.checkpoint().origin();
        if (!logs.knows(origin)) {
            return Answer.refused(404, "origin: " + origin + " (expected: a log that is witnessed here)");
        }
        if (!signed(shown.note(), origin)) {
            return Answer.refused(403, "signature: not of " + origin);
        }
        return shown.old() > shown.checkpoint().size()
                ? Answer.refused(
                        400,
                        "old: " + shown.old() + " (expected: at most "
                                + shown.checkpoint().size() + ")")
                : continued(shown, memory.of(origin));
    }

    private boolean signed(Note note, String origin) {
        try {
            return !note.signers(logs.keysOf(origin)).isEmpty();
        } catch (InvalidNoteException e) {
            return false;
        }
    }

    private Answer continued(Shown shown, Seen seen) {
        Seen now = Seen.of(shown.checkpoint());
        if (shown.old() != seen.size()
                || (now.size() == seen.size() && !now.root().equals(seen.root()))) {
            return Answer.seen(seen.size());
        }
        if (!Consistency.holds(seen.size(), seen.root(), now.size(), now.root(), shown.proof())) {
            return Answer.refused(422, "proof: " + seen.size() + " to " + now.size() + " does not hold");
        }
        Instant time = clock.instant();
        if (!now.equals(seen)) {
            memory.remember(now, time.getEpochSecond());
        }
        return Answer.cosigned(signer.sign(shown.note().text(), time).line());
    }
}
