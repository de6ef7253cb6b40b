package org.whistle.bench.compare;

import java.time.Instant;
import java.util.List;
import org.whistle.bench.measure.Machine;

/**
 * All of a comparison.
 *
 * @param clients at work at once
 * @param turnSeconds for which loops began in each turn
 */
record CompareReport(
        String command,
        Instant at,
        Machine machine,
        int clients,
        int rounds,
        int turnSeconds,
        List<Standing> standings) {

    CompareReport {
        standings = List.copyOf(standings);
    }
}
