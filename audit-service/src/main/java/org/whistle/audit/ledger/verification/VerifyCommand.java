package org.whistle.audit.ledger.verification;

import java.util.Arrays;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.whistle.audit.ledger.Shard;
import org.whistle.kit.command.KitCommands;

/** {@code verify [--shard=3]}: verifies the logs beside the running service; the exit code is 0 if they are correct. */
public final class VerifyCommand {

    /** The first argument that asks for it. */
    public static final String NAME = "verify";

    private static final String SHARD = "--shard=";

    private VerifyCommand() {}

    /**
     * Runs it to its end.
     *
     * @return 0 where everything holds, 1 where something does not, 2 when it was called wrongly
     */
    public static int execute(Class<?> application, String... arguments) {
        List<Shard> shards = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(SHARD))
                .map(argument -> Shard.named(argument.substring(SHARD.length())))
                .findFirst()
                .map(shard -> shard.map(List::of).orElse(List.of()))
                .orElse(Shard.all());
        if (shards.isEmpty()) {
            System.err.println("shard: unknown (expected: --shard=0 to --shard=11, or --shard=admin)");
            return 2;
        }
        try (ConfigurableApplicationContext context = KitCommands.beside(application, arguments)) {
            LogVerifier verifier = context.getBean(LogVerifier.class);
            return shards.stream()
                                    .map(verifier::verify)
                                    .filter(VerifyCommand::tell)
                                    .count()
                            == shards.size()
                    ? 0
                    : 1;
        }
    }

    private static boolean tell(LogReport report) {
        System.out.printf(
                "%s %s: %d 条 entries, %d 检查点 checkpoints, %s%n",
                report.valid() ? "✓" : "✗", report.shard().name(), report.size(), report.checkpoints(), report.root());
        report.findings().forEach(finding -> System.out.println("  " + finding));
        return report.valid();
    }
}
