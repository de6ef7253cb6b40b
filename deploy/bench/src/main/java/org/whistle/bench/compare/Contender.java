package org.whistle.bench.compare;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.whistle.bench.measure.Latency;

/** Something that can play a closed loop of eight steps. */
interface Contender extends AutoCloseable {

    /** What reports call it. */
    String name();

    /** Which one of it; empty where there is only one. */
    String version();

    /** The databases that it alone uses. */
    List<String> databases();

    /** The processes that work for it, PostgreSQL aside; {@code bench} is this one. */
    List<String> processes();

    /** Begins loops for so long with so many at work at once. */
    Played play(int clients, Duration length) throws SQLException, InterruptedException;

    /**
     * The result.
     *
     * @param seconds until the last loop that had begun was done
     * @param settledSeconds until everything that follows from them was done
     * @param step of any of the eight, in milliseconds
     */
    record Played(long loops, double seconds, double settledSeconds, Latency step) {}

    @Override
    void close();
}
