package org.whistle.bench;

import java.io.IOException;
import org.whistle.bench.audit.AuditCommand;
import org.whistle.bench.compare.CompareCommand;
import org.whistle.bench.loop.LoopCommand;
import org.whistle.bench.loop.OverloadCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command behind {@code deploy/bench/run}. */
@Command(
        name = "deploy/bench/run",
        description = "Measures the whole system. Everything ends by itself and stays on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {LoopCommand.class, CompareCommand.class, OverloadCommand.class, AuditCommand.class})
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Bench());
        line.setExecutionExceptionHandler((failure, command, _) -> {
            if (failure instanceof IOException) {
                command.getErr().println(failure.getMessage());
                return 1;
            }
            throw failure;
        });
        System.exit(line.execute(arguments));
    }
}
