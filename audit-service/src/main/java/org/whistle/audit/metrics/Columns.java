package org.whistle.audit.metrics;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array per column, for statements that write many rows at once. */
final class Columns {

    private Columns() {}

    /** Values that PostgreSQL reads from text; null stays null. */
    static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable Object> column) {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            @Nullable Object value = column.apply(rows.get(i));
            values[i] = value == null ? null : value.toString();
        }
        return values;
    }

    /** Numbers. */
    static <T> Long[] numbers(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    /** Booleans. */
    static <T> Boolean[] truths(List<T> rows, Function<T, Boolean> column) {
        return rows.stream().map(column).toArray(Boolean[]::new);
    }
}
