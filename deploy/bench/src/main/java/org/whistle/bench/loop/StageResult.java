package org.whistle.bench.loop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whistle.bench.measure.Latency;
import org.whistle.bench.measure.ProcessMeter;
import org.whistle.bench.measure.ServerCounts;
import org.whistle.bench.measure.Usage;

/**
 * The results of one stage of load.
 *
 * @param load in words
 * @param loops that ended well
 * @param failed loops that did not
 * @param seconds from the first request to the last confirmation
 * @param settledSeconds until the audit showed every case closed, too
 * @param loopsPerSecond as the people see it
 * @param settledLoopsPerSecond with all the work that loops cause
 * @param othersCores cores that processes of others kept busy meanwhile: what is far from 0 makes times worthless
 * @param perLoop what one loop costs, by name
 * @param steps per step as the person sees it, the gateway included
 * @param handOvers from the answer to one desk until the next one shows the case, as far as the looks are apart
 * @param passes from one database to the next
 * @param errors by step, status and code
 * @param looks requests that only waited for a hand-over
 * @param unseen cases that the audit did not show closed in the end
 * @param usage per process, from the first request until all was settled
 * @param counts of PostgreSQL in the same time
 * @param slices of five seconds
 */
record StageResult(
        String load,
        long loops,
        long failed,
        double seconds,
        double settledSeconds,
        double loopsPerSecond,
        double settledLoopsPerSecond,
        double othersCores,
        Map<String, Double> perLoop,
        Map<String, Latency> steps,
        Map<String, Latency> handOvers,
        Map<String, Latency> passes,
        Map<String, Long> errors,
        long looks,
        long unseen,
        Map<String, Usage> usage,
        ServerCounts counts,
        List<Slice> slices) {

    /** What one loop costs: CPU in seconds, write-ahead log in bytes, everything else a number of times. */
    static Map<String, Double> perLoop(long loops, long looks, Map<String, Usage> usage, ServerCounts counts) {
        double divisor = Math.max(1, loops);
        Map<String, Double> cost = new LinkedHashMap<>();
        double system = usage.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(ProcessMeter.BENCH))
                .mapToDouble(entry -> entry.getValue().cpuSeconds())
                .sum();
        cost.put("cpuSeconds", system / divisor);
        usage.forEach((name, one) -> cost.put("cpuSeconds of " + name, one.cpuSeconds() / divisor));
        cost.put("commits", counts.commits() / divisor);
        cost.put("rollbacks", counts.rollbacks() / divisor);
        cost.put("walBytes", counts.walBytes() / divisor);
        cost.put("walRecords", counts.walRecords() / divisor);
        cost.put("fullPages", counts.fullPages() / divisor);
        cost.put("walSyncs", counts.walSyncs() / divisor);
        cost.put("dataSyncs", counts.dataSyncs() / divisor);
        cost.put("rowsInserted", counts.rows().inserted() / divisor);
        cost.put("rowsUpdated", counts.rows().updated() / divisor);
        cost.put("rowsUpdatedHot", counts.rows().hot() / divisor);
        cost.put("rowsDeleted", counts.rows().deleted() / divisor);
        cost.put("looks", looks / divisor);
        return cost;
    }
}
