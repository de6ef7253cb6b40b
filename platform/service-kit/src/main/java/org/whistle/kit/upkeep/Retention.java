package org.whistle.kit.upkeep;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table, or files, that are kept for a time only (trust.md, Retention). A service declares one as a bean for each of
 * its growing tables and folders.
 *
 * @param ended true in SQL for a row that may go; it has to fit an index of the table
 * @param kept how long; absent where something else than age ends a row
 * @param files what lies outside of the database for each row
 * @param alone deletes the next hundred of something else, and answers how many there were; absent for a table
 */
public record Retention(
        String table,
        String ended,
        @Nullable Duration kept,
        @Nullable Files files,
        @Nullable IntSupplier alone) {

    /** Rows that something else than age ends. */
    public Retention(String table, String ended) {
        this(table, ended, null, null, null);
    }

    /** Rows that are kept so long at least, and may have to fulfil more. */
    public Retention(String table, String ended, Duration kept) {
        this(table, ended, kept, null, null);
    }

    /** Rows with files. */
    public Retention(String table, String ended, Duration kept, Files files) {
        this(table, ended, kept, files, null);
    }

    /** Files without rows, or a part of rows, under a name for them. */
    public Retention(String name, Duration kept, IntSupplier alone) {
        this(name, "", kept, null, alone);
    }

    /**
     * What a row names that is not in the database.
     *
     * @param column that names it, unique
     * @param delete deletes it, or does nothing where it is gone already
     */
    public record Files(String column, Consumer<String> delete) {}

    /** Rows whose time in a column, of the system's clock, is longer ago than that. */
    public static Retention of(String table, String column, Duration kept) {
        return new Retention(table, column + " < " + before(kept), kept);
    }

    /** A moment so long ago, as SQL that an index can be asked with. */
    public static String before(Duration kept) {
        return "(select whistle_now()) - interval '" + kept.toSeconds() + " seconds'";
    }

    /** The same by the system clock, which the demo clock does not move. */
    public static String reallyBefore(Duration kept) {
        return "(select clock_timestamp()) - interval '" + kept.toSeconds() + " seconds'";
    }
}
