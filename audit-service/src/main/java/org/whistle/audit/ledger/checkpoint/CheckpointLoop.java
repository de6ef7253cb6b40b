package org.whistle.audit.ledger.checkpoint;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.LedgerListener;
import org.whistle.kit.loop.WokenLoop;

/** Signs within a second of an append, at most once a second; looks by itself for what another replica appended. */
@Component
class CheckpointLoop extends WokenLoop implements LedgerListener {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointLoop.class);
    private static final Duration LOOK = Duration.ofMillis(700);
    private static final Duration GAP = Duration.ofSeconds(1);
    private static final Duration NOTHING_TO_SIGN = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofSeconds(2);

    private final CheckpointSigning signing;
    private final WitnessLoop witness;

    CheckpointLoop(
            CheckpointSigning signing, WitnessLoop witness, @Value("${whistle.background:true}") boolean enabled) {
        super("checkpoints", enabled);
        this.signing = signing;
        this.witness = witness;
    }

    @Override
    public void grew() {
        wake();
    }

    @Override
    protected Duration pass() throws InterruptedException {
        try {
            boolean signed = signing.sign();
            if (signed) {
                witness.wake();
            }
            Thread.sleep(signed ? GAP : NOTHING_TO_SIGN);
        } catch (RuntimeException e) {
            LOG.warn("checkpoints pause reason={}", e.toString());
            Thread.sleep(REST);
        }
        return LOOK;
    }
}
