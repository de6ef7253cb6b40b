package org.whistle.intake.workorder;

import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.kit.upkeep.Retention;

/** trust.md, Retention; by the machine's time, as files are. */
@Configuration(proxyBeanMethods = false)
class FileRetention {

    @Bean
    Retention keepFilesOfMessages(
            @Value("${whistle.keep.message-files:180d}") Duration kept, WorkOrderProperties properties, FileDrop drop) {
        return new Retention(
                "work_order_file",
                kept,
                () -> properties.systems().stream()
                        .filter(system -> system.folder() != null)
                        .mapToInt(system -> drop.deleteOld(system, Instant.now().minus(kept)))
                        .sum());
    }
}
