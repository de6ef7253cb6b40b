package org.whistle.department;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.whistle.kit.command.KitCommands;

/** Starts department-service. */
@ConfigurationPropertiesScan
@SpringBootApplication(scanBasePackages = {"org.whistle.department", "org.whistle.kit"})
public class DepartmentApplication {

    /** Starts the desk, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        KitCommands.run(DepartmentApplication.class, arguments);
    }
}
