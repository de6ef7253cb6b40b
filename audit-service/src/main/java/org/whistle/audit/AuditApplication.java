package org.whistle.audit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts audit-service. */
@SpringBootApplication(scanBasePackages = {"org.whistle.audit", "org.whistle.kit"})
public class AuditApplication {

    /** Starts the desk, or runs one of the kit's commands. */
    public static void main(String[] arguments) {
        SpringApplication.run(AuditApplication.class, arguments);
    }
}
