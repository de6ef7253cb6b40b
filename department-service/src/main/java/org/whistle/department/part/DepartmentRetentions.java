package org.whistle.department.part;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.kit.upkeep.Retention;

/** trust.md, Retention. */
@Configuration(proxyBeanMethods = false)
class DepartmentRetentions {

    @Bean
    Retention keepCheckInPositions(@Value("${whistle.keep.positions:180d}") Duration kept) {
        return Retention.of("check_in_position", "taken_at", kept);
    }
}
