package org.whistle.kit.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Status;
import org.whistle.testing.DeskTest;

/** A dead loop takes its service out of life. */
@DeskTest
class LoopHealthIntegrationTests {

    @Autowired
    private HealthEndpointGroups groups;

    @Autowired
    private LoopHealth health;

    @Test
    void livenessAsksForTheLoops() {
        assertThat(groups.get("liveness").isMember("loops")).isTrue();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
