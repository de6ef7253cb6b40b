package org.whistle.bench.measure;

import java.lang.management.ManagementFactory;

/**
 * Where it was measured.
 *
 * @param cores that Java may use
 * @param load load average of the minute before; negative where it is not known
 */
public record Machine(int cores, double load, String os, String java) {

    /** Now. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""),
                System.getProperty("java.version", ""));
    }
}
