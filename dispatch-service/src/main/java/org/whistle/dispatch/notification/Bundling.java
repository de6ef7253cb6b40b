package org.whistle.dispatch.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides which items are sent to one recipient now, singly or as digests; pure.
 *
 * @param messages each with its items; more than one item make a digest
 * @param later items that wait for the end of the window
 */
record Bundling(List<List<Item>> messages, List<Item> later) {

    Bundling {
        messages = List.copyOf(messages);
        later = List.copyOf(later);
    }

    /**
     * Something due.
     *
     * @param held it waited already: for the morning, the daily digest or the end of a window
     */
    record Item(long id, boolean urgent, boolean held) {}

    /**
     * Urgent things go at once, and what waited goes as one digest. The rest goes one by one as long as there is room in the
     * window; a burst beyond that is one digest, and what comes after it waits.
     *
     * @param recent messages the recipient got within the window
     * @param most messages in a window
     */
    static Bundling of(List<Item> due, int recent, int most) {
        List<List<Item>> messages = new ArrayList<>();
        List<Item> urgent = only(due, Item::urgent);
        bundle(urgent, urgent.size() > most, messages);
        bundle(only(due, item -> !item.urgent() && item.held()), true, messages);
        List<Item> fresh = only(due, item -> !item.urgent() && !item.held());
        int room = most - recent - messages.size();
        if (fresh.size() <= room) {
            bundle(fresh, false, messages);
            return new Bundling(messages, List.of());
        }
        if (room > 0) {
            bundle(fresh, true, messages);
            return new Bundling(messages, List.of());
        }
        return new Bundling(messages, fresh);
    }

    private static void bundle(List<Item> items, boolean together, List<List<Item>> messages) {
        if (together && !items.isEmpty()) {
            messages.add(items);
        } else {
            items.forEach(item -> messages.add(List.of(item)));
        }
    }

    private static List<Item> only(List<Item> items, Predicate<Item> which) {
        return items.stream().filter(which).toList();
    }
}
