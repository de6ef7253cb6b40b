package org.whistle.intake;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts intake-service. */
@SpringBootApplication(scanBasePackages = {"org.whistle.intake", "org.whistle.kit"})
public class IntakeApplication {

    /** Starts the desk, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        SpringApplication.run(IntakeApplication.class, arguments);
    }
}
