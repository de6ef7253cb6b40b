package org.whistle.audit.metrics;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number of facts in a period: those in a window, without those that were settled in another. {@link DueFacts} derives
 * why these differences are the definitions of domain.md.
 *
 * @param unlessSettled the window in which a settled fact no longer counts; absent where settling does not matter
 */
public record Quantity(
        Measure measure, Window window, @Nullable Window unlessSettled) {

    /** 应结案: due in the period, or carried over into it. */
    static final Quantity DUE = new Quantity(Measure.DUE, Window.BEFORE_TO, Window.BEFORE_FROM);

    /** 遗留: due before the period and not closed then. */
    static final Quantity CARRIED_OVER = new Quantity(Measure.DUE, Window.BEFORE_FROM, Window.BEFORE_FROM);

    /** 超期未结案: due and not closed at the end of the period. */
    static final Quantity OVERDUE_OPEN = new Quantity(Measure.DUE, Window.BEFORE_TO, Window.BEFORE_TO);

    /** Of the due, those handled in time. */
    static final Quantity HANDLED_ON_TIME = new Quantity(Measure.HANDLED_ON_TIME, Window.BEFORE_TO, Window.BEFORE_FROM);

    /** Facts of the period. */
    static Quantity of(Measure measure) {
        return new Quantity(measure, Window.PERIOD, null);
    }

    /** Measures that are needed of all days before a period. */
    static Set<Measure> stocks() {
        return EnumSet.of(Measure.DUE, Measure.SETTLED, Measure.HANDLED_ON_TIME, Measure.SETTLED_ON_TIME);
    }

    /** How many, by the sums of a period. */
    long in(Sums sums) {
        long all = sums.of(measure, window);
        return unlessSettled == null ? all : all - sums.of(settling(measure), unlessSettled);
    }

    private static Measure settling(Measure measure) {
        return switch (measure) {
            case DUE -> Measure.SETTLED;
            case HANDLED_ON_TIME -> Measure.SETTLED_ON_TIME;
            default -> throw new IllegalArgumentException("measure: " + measure + " (expected: one that is settled)");
        };
    }
}
