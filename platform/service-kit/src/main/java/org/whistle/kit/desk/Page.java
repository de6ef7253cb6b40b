package org.whistle.kit.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.text.TextSearch;

/**
 * One page of a list (api.md).
 *
 * @param total how many there are in all
 * @param more true where there are more than {@code total}, and counting stopped there; absent otherwise
 * @param searched what was searched for; absent where no text was
 */
public record Page<T>(
        List<T> items,
        int page,
        int size,
        long total,
        @Nullable Boolean more,
        TextSearch.@Nullable Searched searched) {

    public Page {
        items = List.copyOf(items);
    }

    /** A page of a list that was counted to its end. */
    public Page(List<T> items, int page, int size, long total) {
        this(items, page, size, total, null, null);
    }

    /** A page of a list of more than that. */
    public static <T> Page<T> ofMany(List<T> items, int page, int size, long counted) {
        return new Page<>(items, page, size, counted, true, null);
    }

    /** The same, and what was searched for. */
    public Page<T> of(TextSearch search) {
        return new Page<>(items, page, size, total, more, search.searched());
    }
}
