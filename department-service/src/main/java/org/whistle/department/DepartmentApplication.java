package org.whistle.department;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts department-service. */
@SpringBootApplication(scanBasePackages = {"org.whistle.department", "org.whistle.kit"})
public class DepartmentApplication {

    /** Starts the desk, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        SpringApplication.run(DepartmentApplication.class, arguments);
    }
}
