package org.whistle.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.whistle.bench.system.Installation;

/** CPU time and memory of every process of the system and of the bench itself; Linux only, from {@code /proc}. */
public final class ProcessMeter implements AutoCloseable {

    /** Names the bench itself among the processes. */
    public static final String BENCH = "bench";

    /** What Linux calls USER_HZ, the same on every machine that it runs on today. */
    private static final double TICKS_PER_SECOND = 100;

    private static final long LOOK_MILLIS = 5_000;

    private final Map<String, Long> processes = new TreeMap<>();
    private final Map<String, Long> peaks = new ConcurrentHashMap<>();
    private final Thread watch = Thread.ofPlatform().daemon().name("memory").unstarted(this::watch);

    public ProcessMeter(Map<String, Long> watched) {
        processes.putAll(watched);
        processes.put(BENCH, ProcessHandle.current().pid());
        watch.start();
    }

    /** CPU time since each one's start, and the peak of memory since the last {@link #forgetPeaks}. */
    public Map<String, Usage> read() throws IOException {
        look();
        Map<String, Usage> usage = new TreeMap<>();
        for (Map.Entry<String, Long> process : processes.entrySet()) {
            String name = process.getKey();
            double ticks = name.equals(Installation.POSTGRES) ? family(process.getValue()) : own(process.getValue());
            usage.put(name, new Usage(ticks / TICKS_PER_SECOND, peaks.getOrDefault(name, 0L)));
        }
        return usage;
    }

    /** CPU seconds of all cores and all processes since the machine's start, those that a host took away included. */
    public static double machine() throws IOException {
        return MachineStat.parse(Files.readAllLines(Path.of("/proc/stat")).getFirst())
                        .busy()
                / TICKS_PER_SECOND;
    }

    /**
     * How many cores others kept busy on the average.
     *
     * @param machine CPU seconds of the whole machine
     * @param used of all processes of the system and of the bench
     */
    public static double others(double machine, Map<String, Usage> used, double seconds) {
        double ours = used.values().stream().mapToDouble(Usage::cpuSeconds).sum();
        return Math.max(0, machine - ours) / seconds;
    }

    /** Difference of CPU time; memory as it was later. */
    public static Map<String, Usage> between(Map<String, Usage> before, Map<String, Usage> after) {
        Map<String, Usage> difference = new TreeMap<>();
        after.forEach((name, usage) -> {
            Usage start = before.get(name);
            difference.put(name, start == null ? usage : usage.since(start));
        });
        return difference;
    }

    /** Memory counts anew from here. */
    public void forgetPeaks() {
        peaks.clear();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        processes.forEach((name, pid) -> {
            long bytes = name.equals(Installation.POSTGRES)
                    ? memory(pid)
                            + children(pid).mapToLong(ProcessMeter::memory).sum()
                    : memory(pid);
            peaks.merge(name, bytes, Math::max);
        });
    }

    /** A backend that ended is in its parent's account. */
    private static double family(long pid) throws IOException {
        ProcStat first = stat(pid);
        double children = children(pid).mapToDouble(ProcessMeter::own).sum();
        return first.own() + first.ended() + children;
    }

    private static Stream<Long> children(long pid) {
        return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).map(ProcessHandle::pid);
    }

    private static double own(long pid) {
        try {
            return stat(pid).own();
        } catch (IOException e) {
            return 0;
        }
    }

    private static ProcStat stat(long pid) throws IOException {
        return ProcStat.parse(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
    }

    /** Its proportional share: a page that n processes use counts one n-th for each. */
    private static long memory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
