package org.whistle.intake.workorder;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.intake.turn.Turn;

/** Reading and storing a large message takes many times its size in memory, pushed or dropped as a file. */
@Configuration(proxyBeanMethods = false)
class MessageTurn {

    @Bean
    Turn turnOfMessages(@Value("${whistle.work-orders.longest-wait:5s}") Duration longestWait) {
        return new Turn(longestWait);
    }
}
