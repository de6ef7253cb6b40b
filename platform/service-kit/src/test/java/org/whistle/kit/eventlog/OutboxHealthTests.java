package org.whistle.kit.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.whistle.kit.loop.RetryProperties;

/** The health of the outbox. */
class OutboxHealthTests {

    @Test
    void aDatabaseThatIsAwayIsAnAnswer() {
        JdbcClient away = JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://localhost:1/none"));
        Unsendable unsendable = new Unsendable(new RetryProperties(Duration.ofSeconds(1), Duration.ofSeconds(1)));

        Health health = new OutboxHealth(away, unsendable, new SimpleMeterRegistry()).health();

        assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health.getDetails()).containsKeys("refused", "error");
    }
}
