package org.whistle.bench.measure;

import java.util.Arrays;

/**
 * The first line of {@code /proc/stat}, see proc(5).
 *
 * @param busy ticks of all cores that were neither idle nor waiting
 */
record MachineStat(long busy) {

    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STOLEN = 7;

    static MachineStat parse(String line) {
        long[] ticks = Arrays.stream(line.strip().split("\\s+"))
                .skip(1)
                .limit(STOLEN + 1)
                .mapToLong(Long::parseLong)
                .toArray();
        return new MachineStat(Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[WAITING]);
    }
}
