package org.whistle.audit.metrics;

/** Which days of a tally an indicator looks at; a period is from inclusive, to exclusive. */
public enum Window {
    /** The period itself. */
    PERIOD,
    /** All days before it. */
    BEFORE_FROM,
    /** All days up to its end. */
    BEFORE_TO
}
