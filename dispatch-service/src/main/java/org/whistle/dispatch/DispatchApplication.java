package org.whistle.dispatch;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.whistle.kit.command.KitCommands;

/** Starts dispatch-service. */
@ConfigurationPropertiesScan
@SpringBootApplication(scanBasePackages = {"org.whistle.dispatch", "org.whistle.kit"})
public class DispatchApplication {

    /** Starts the desk, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        KitCommands.run(DispatchApplication.class, arguments);
    }
}
