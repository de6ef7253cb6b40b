package org.whistle.bench.compare;

import org.whistle.bench.measure.Latency;
import org.whistle.bench.measure.Rows;

/**
 * One contender's turn of one round.
 *
 * @param loops that were done
 * @param loopsPerSecond until the last of them was done
 * @param settledLoopsPerSecond until everything that follows from them was done
 * @param othersCores cores that processes of others kept busy meanwhile
 * @param cpuSeconds of its processes and PostgreSQL
 * @param commits in its databases
 * @param walBytes of the whole server
 * @param walSyncs of the whole server
 * @param rows in its databases
 * @param step of any of the eight, in milliseconds
 */
record ContenderTurn(
        long loops,
        double loopsPerSecond,
        double settledLoopsPerSecond,
        double othersCores,
        double cpuSeconds,
        long commits,
        long walBytes,
        long walSyncs,
        Rows rows,
        Latency step) {}
