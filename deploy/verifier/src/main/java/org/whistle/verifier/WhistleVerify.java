package org.whistle.verifier;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.whistle.proof.casefile.Finding;
import org.whistle.proof.note.InvalidNoteException;

/** The jar's {@code main}: 0 where everything holds, 1 where something does not, 2 where it was called wrongly. */
public final class WhistleVerify {

    private static final String USAGE = """
            用法 / usage: java -jar whistle-verify.jar
              case <file.json> [--log-key K]... [--witness-key K]... [--producer-key service:id:base64]... [--photo file]...
              checkpoint <a> <b> [--consistency proof] [--log-key K]... [--witness-key K]...
              proof <file.tlog-proof> --entry file [--log-key K]... [--witness-key K]...
            0 有效 valid · 1 无效 invalid · 2 用法错误 wrong use
            """;

    private WhistleVerify() {}

    /** Verifies the files named by the arguments. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(Arrays.asList(arguments), out));
    }

    /** The same without the end of the process. */
    public static int run(List<String> arguments, PrintStream out) {
        try {
            Outcome outcome = dispatch(arguments);
            out.print(outcome.text());
            return outcome.valid() ? 0 : 1;
        } catch (WrongUse e) {
            out.println("用法错误 / wrong use: " + e.getMessage());
            out.print(USAGE);
            return 2;
        } catch (InvalidNoteException e) {
            Finding finding = new Finding(Finding.Kind.UNREADABLE, null, String.valueOf(e.getMessage()));
            out.print(new Outcome(arguments.get(1), List.of(finding), List.of()).text());
            return 1;
        }
    }

    private static Outcome dispatch(List<String> arguments) {
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "case" -> CaseCommand.run(rest);
            case "checkpoint" -> CheckpointCommand.run(rest);
            case "proof" -> ProofCommand.run(rest);
            default -> throw new WrongUse("command: " + arguments + " (expected: case, checkpoint or proof)");
        };
    }
}
