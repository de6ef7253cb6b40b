package org.whistle.kit.upkeep;

import java.time.Duration;

/**
 * Rows of a table that are kept for a time only (trust.md, Retention). A service declares one as a bean for each of its
 * growing tables.
 *
 * @param ended true in SQL for a row that may go; it has to fit an index of the table
 */
public record Retention(String table, String ended) {

    /** Rows whose time in a column, of the system's clock, is longer ago than that. */
    public static Retention of(String table, String column, Duration kept) {
        return new Retention(table, column + " < " + before(kept));
    }

    /** A moment so long ago, as SQL that an index can be asked with. */
    public static String before(Duration kept) {
        return "(select whistle_now()) - interval '" + kept.toSeconds() + " seconds'";
    }
}
