package org.whistle.intake;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.whistle.kit.command.KitCommands;

/** Starts intake-service. */
@ConfigurationPropertiesScan
@SpringBootApplication(scanBasePackages = {"org.whistle.intake", "org.whistle.kit"})
public class IntakeApplication {

    /** Starts the desk, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        KitCommands.run(IntakeApplication.class, arguments);
    }
}
