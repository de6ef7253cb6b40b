package org.whistle.dispatch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts dispatch-service. */
@SpringBootApplication(scanBasePackages = {"org.whistle.dispatch", "org.whistle.kit"})
public class DispatchApplication {

    /** Starts the desk, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        SpringApplication.run(DispatchApplication.class, arguments);
    }
}
