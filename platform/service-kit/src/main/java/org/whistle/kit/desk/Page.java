package org.whistle.kit.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list (api.md).
 *
 * @param total how many there are in all
 * @param more true where there are more than {@code total}, and counting stopped there; absent otherwise
 */
public record Page<T>(
        List<T> items,
        int page,
        int size,
        long total,
        @Nullable Boolean more) {

    public Page {
        items = List.copyOf(items);
    }

    /** A page of a list that was counted to its end. */
    public Page(List<T> items, int page, int size, long total) {
        this(items, page, size, total, null);
    }

    /** A page of a list of more than that. */
    public static <T> Page<T> ofMany(List<T> items, int page, int size, long counted) {
        return new Page<>(items, page, size, counted, true);
    }
}
