package org.whistle.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.whistle.proof.casefile.Finding;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.tree.Consistency;
import org.whistle.proof.tree.Hash;

/** {@code checkpoint <a> <b>}: whether two readers were shown the same log. */
final class CheckpointCommand {

    /** One a line, or as the service's JSON. */
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9+/]{43}=");

    private CheckpointCommand() {}

    static Outcome run(List<String> commandLine) {
        Arguments arguments =
                Arguments.parse(commandLine, 2, Set.of(Options.LOG_KEY, Options.WITNESS_KEY, Options.CONSISTENCY));
        List<Finding> findings = new ArrayList<>();
        Checkpoint first = Checkpoints.read(arguments.text(0), arguments, findings);
        Checkpoint second = Checkpoints.read(arguments.text(1), arguments, findings);
        Checkpoint older = first.size() <= second.size() ? first : second;
        compare(older, older == first ? second : first, arguments, findings);
        return new Outcome(
                Checkpoints.describe(first) + " | " + Checkpoints.describe(second),
                findings,
                Checkpoints.remarks(arguments));
    }

    private static void compare(Checkpoint older, Checkpoint newer, Arguments arguments, List<Finding> findings) {
        if (!older.origin().equals(newer.origin())) {
            findings.add(new Finding(Finding.Kind.WRONG_ORIGIN, null, older.origin() + " ≠ " + newer.origin()));
            return;
        }
        boolean sameSize = older.size() == newer.size();
        if (!sameSize && older.size() > 0 && arguments.all(Options.CONSISTENCY).isEmpty()) {
            throw new WrongUse(
                    "sizes: " + older.size() + " and " + newer.size() + " (expected: --consistency <proof>)");
        }
        List<Hash> proof = sameSize || older.size() == 0
                ? List.of()
                : hashes(Arguments.text(arguments.all(Options.CONSISTENCY).getFirst()));
        if (!Consistency.holds(older.size(), older.root(), newer.size(), newer.root(), proof)) {
            findings.add(new Finding(
                    Finding.Kind.INCONSISTENT,
                    null,
                    sameSize
                            ? older.size() + ": " + older.root() + " ≠ " + newer.root()
                            : older.size() + " → " + newer.size()));
        }
    }

    private static List<Hash> hashes(String proof) {
        return HASH.matcher(proof)
                .results()
                .map(MatchResult::group)
                .map(Hash::ofBase64)
                .toList();
    }
}
