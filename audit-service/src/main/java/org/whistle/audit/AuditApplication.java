package org.whistle.audit;

import java.util.Arrays;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.whistle.audit.ledger.verification.VerifyCommand;
import org.whistle.kit.command.KitCommands;

/** Starts audit-service. */
@ConfigurationPropertiesScan
@SpringBootApplication(scanBasePackages = {"org.whistle.audit", "org.whistle.kit"})
public class AuditApplication {

    /** Starts the service, verifies its ledger, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(VerifyCommand.NAME)) {
            String[] settings = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(VerifyCommand.execute(AuditApplication.class, settings));
        }
        KitCommands.run(AuditApplication.class, arguments);
    }
}
