package org.whistle.audit.projection;

import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.whistle.kit.command.KitCommands;

/** {@code rebuild [--model=indicators]}: drops one read model or all; the running service builds them from the ledger again. */
public final class RebuildCommand {

    /** The command's name. */
    public static final String NAME = "rebuild";

    private static final Logger LOG = LoggerFactory.getLogger(RebuildCommand.class);
    private static final String MODEL = "--model=";

    private RebuildCommand() {}

    /**
     * Runs it to its end.
     *
     * @return 0 when it was done, 2 for a model there is not
     */
    public static int execute(Class<?> application, String... arguments) {
        try (ConfigurableApplicationContext context = KitCommands.beside(application, arguments)) {
            Projection projection = context.getBean(Projection.class);
            List<String> asked = Arrays.stream(arguments)
                    .filter(argument -> argument.startsWith(MODEL))
                    .map(argument -> argument.substring(MODEL.length()))
                    .toList();
            if (!projection.names().containsAll(asked)) {
                LOG.error("model: {} (expected: some of {})", asked, projection.names());
                return 2;
            }
            (asked.isEmpty() ? projection.names() : asked).forEach(projection::rebuild);
            return 0;
        }
    }
}
