package org.whistle.bench.loop;

import java.time.Instant;
import java.util.List;
import org.whistle.bench.measure.Machine;

/**
 * All of a run.
 *
 * @param warmup loops before it
 * @param pollMillis between two looks of a client that waits
 * @param idle what the system does without load
 */
record LoopReport(
        String command,
        Instant at,
        Machine machine,
        String county,
        int warmup,
        long pollMillis,
        LoadStage.Quiet idle,
        List<StageResult> stages) {}
