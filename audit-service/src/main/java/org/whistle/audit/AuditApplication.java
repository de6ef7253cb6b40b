package org.whistle.audit;

import java.util.Arrays;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.whistle.audit.ledger.verification.VerifyCommand;
import org.whistle.audit.projection.RebuildCommand;
import org.whistle.kit.command.KitCommands;

/** Starts audit-service. */
@ConfigurationPropertiesScan
@SpringBootApplication(scanBasePackages = {"org.whistle.audit", "org.whistle.kit"})
public class AuditApplication {

    /** Starts the service, verifies its ledger, drops read models, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        String[] settings = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case VerifyCommand.NAME -> System.exit(VerifyCommand.execute(AuditApplication.class, settings));
            case RebuildCommand.NAME -> System.exit(RebuildCommand.execute(AuditApplication.class, settings));
            default -> KitCommands.run(AuditApplication.class, arguments);
        }
    }
}
