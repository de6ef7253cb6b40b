package org.whistle.kit.desk;

import java.util.List;

/** One page of a list (api.md). */
public record Page<T>(List<T> items, int page, int size, long total) {

    public Page {
        items = List.copyOf(items);
    }
}
