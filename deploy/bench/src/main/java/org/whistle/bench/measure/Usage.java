package org.whistle.bench.measure;

/**
 * The usage of one process, or of several together.
 *
 * @param cpuSeconds on one core, user and system
 * @param peakBytes the most memory that was seen in use; pages shared with other processes count in part
 */
public record Usage(double cpuSeconds, long peakBytes) {

    Usage since(Usage before) {
        return new Usage(cpuSeconds - before.cpuSeconds, peakBytes);
    }
}
