package org.whistle.audit;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.whistle.kit.command.KitCommands;

/** Starts audit-service. */
@ConfigurationPropertiesScan
@SpringBootApplication(scanBasePackages = {"org.whistle.audit", "org.whistle.kit"})
public class AuditApplication {

    /** Starts the desk, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        KitCommands.run(AuditApplication.class, arguments);
    }
}
