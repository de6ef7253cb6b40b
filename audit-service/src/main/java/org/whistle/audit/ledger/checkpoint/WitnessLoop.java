package org.whistle.audit.ledger.checkpoint;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.whistle.kit.loop.WokenLoop;

/** Asks the witness after each signing, and repeatedly while it cannot be reached; no other work waits for it. */
@Component
class WitnessLoop extends WokenLoop {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration REST = Duration.ofSeconds(5);

    private final Witnessing witnessing;
    private volatile boolean reachable = true;

    WitnessLoop(Witnessing witnessing, @Value("${whistle.background:true}") boolean enabled) {
        super("witness", enabled && witnessing.wanted());
        this.witnessing = witnessing;
    }

    /** Whether the last question was answered. */
    boolean reachable() {
        return reachable;
    }

    @Override
    protected Duration pass() {
        try {
            witnessing.cosign();
            if (!reachable) {
                LOG.info("witness is reached again");
            }
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warn("witness not reached, checkpoints stay uncosigned reason={}", e.toString());
            }
            reachable = false;
        }
        return reachable ? LOOK : REST;
    }
}
