package org.whistle.bench.measure;

/**
 * Rows written, rolled back ones included.
 *
 * @param hot updates that touched no index
 */
public record Rows(long inserted, long updated, long hot, long deleted) {

    /** None at all. */
    public static final Rows NONE = new Rows(0, 0, 0, 0);

    /** All of them. */
    public long written() {
        return inserted + updated + deleted;
    }

    Rows minus(Rows before) {
        return new Rows(
                inserted - before.inserted, updated - before.updated, hot - before.hot, deleted - before.deleted);
    }

    /** Both together. */
    public Rows plus(Rows other) {
        return new Rows(inserted + other.inserted, updated + other.updated, hot + other.hot, deleted + other.deleted);
    }

    Rows times(double factor) {
        return new Rows(
                Math.round(inserted * factor),
                Math.round(updated * factor),
                Math.round(hot * factor),
                Math.round(deleted * factor));
    }
}
