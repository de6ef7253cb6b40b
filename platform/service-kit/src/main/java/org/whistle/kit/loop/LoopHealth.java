package org.whistle.kit.loop;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of liveness: a loop whose thread has ended comes back only with a new process. A loop that fails and repeats is alive. */
@Component("loopsHealthIndicator")
class LoopHealth implements HealthIndicator {

    private final ObjectProvider<Loop> loops;

    LoopHealth(ObjectProvider<Loop> loops) {
        this.loops = loops;
    }

    @Override
    public Health health() {
        List<String> dead =
                loops.stream().filter(loop -> !loop.alive()).map(Loop::name).toList();
        return dead.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("dead", dead).build();
    }
}
