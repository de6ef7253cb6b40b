package org.whistle.bench.measure;

/**
 * One line of {@code /proc/<pid>/stat}, see proc(5).
 *
 * @param parent process id
 * @param own ticks of its own, user and system
 * @param ended ticks of its children that ended
 */
record ProcStat(long parent, long own, long ended) {

    /** What follows the name, which may hold blanks and brackets. */
    static ProcStat parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new ProcStat(
                Long.parseLong(fields[1]),
                Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
    }
}
