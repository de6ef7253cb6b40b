package org.whistle.verifier;

import java.util.List;
import org.whistle.proof.casefile.CheckpointCheck;
import org.whistle.proof.casefile.Finding;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.Note;

/** Checkpoints as the options ask for them: with known signers where keys are given. */
final class Checkpoints {

    private Checkpoints() {}

    static Checkpoint read(String note, Arguments arguments, List<Finding> findings) {
        Checkpoint checkpoint = Checkpoint.parse(Note.parse(note).text());
        if (!arguments.all(Options.LOG_KEY).isEmpty()) {
            new CheckpointCheck(arguments.keys(Options.LOG_KEY), arguments.keys(Options.WITNESS_KEY))
                    .check(note, findings::add);
        }
        return checkpoint;
    }

    static List<String> remarks(Arguments arguments) {
        return arguments.all(Options.LOG_KEY).isEmpty() ? List.of(Options.UNSIGNED) : List.of();
    }

    static String describe(Checkpoint checkpoint) {
        return checkpoint.origin() + " · " + checkpoint.size() + " · " + checkpoint.root();
    }
}
