package org.whistle.kit.inbound;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.whistle.kit.loop.WokenLoop;

/** Takes up parked cases by itself when their wait is over. */
final class ParkedLoop extends WokenLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DeskInbox inbox;

    ParkedLoop(DeskInbox inbox) {
        super("parked-cases", true);
        this.inbox = inbox;
    }

    @Override
    protected Duration pass() {
        int applied = inbox.retryDue();
        if (applied > 0) {
            LOG.info("parked events applied count={}", applied);
        }
        return PAUSE;
    }
}
