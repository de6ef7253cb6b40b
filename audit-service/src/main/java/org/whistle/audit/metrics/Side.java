package org.whistle.audit.metrics;

/** The upper or lower side of a rate; a count has only the upper one. */
public enum Side {
    /** The count, or what a rate counts. */
    NUMERATOR,
    /** What a rate counts of. */
    DENOMINATOR
}
