package org.whistle.audit.metrics;

/** Numerator or denominator of a rate; a count has only the numerator. */
public enum Side {
    /** The count, or what a rate counts. */
    NUMERATOR,
    /** What a rate counts of. */
    DENOMINATOR
}
