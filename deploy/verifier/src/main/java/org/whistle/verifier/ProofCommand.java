package org.whistle.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.whistle.proof.casefile.Finding;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.Receipt;
import org.whistle.proof.tree.Hash;
import org.whistle.proof.tree.Inclusion;

/** {@code proof <file.tlog-proof>}: that one entry is in the log. */
final class ProofCommand {

    private ProofCommand() {}

    static Outcome run(List<String> commandLine) {
        Arguments arguments =
                Arguments.parse(commandLine, 1, Set.of(Options.LOG_KEY, Options.WITNESS_KEY, Options.ENTRY));
        if (arguments.all(Options.ENTRY).size() != 1) {
            throw new WrongUse("entry: none (expected: --entry <file> with the entry's exact bytes)");
        }
        List<Finding> findings = new ArrayList<>();
        Receipt receipt = Receipt.parse(arguments.text(0));
        Checkpoint checkpoint = Checkpoints.read(receipt.checkpoint().toString(), arguments, findings);
        Hash leaf = Hash.ofLeaf(Arguments.bytes(arguments.all(Options.ENTRY).getFirst()));
        if (!Inclusion.holds(leaf, receipt.index(), checkpoint.size(), receipt.proof(), checkpoint.root())) {
            findings.add(new Finding(Finding.Kind.NOT_INCLUDED, receipt.index(), Checkpoints.describe(checkpoint)));
        }
        return new Outcome(
                "[" + receipt.index() + "] " + Checkpoints.describe(checkpoint),
                findings,
                Checkpoints.remarks(arguments));
    }
}
