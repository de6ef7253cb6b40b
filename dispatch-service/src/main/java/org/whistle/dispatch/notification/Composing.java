package org.whistle.dispatch.notification;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.whistle.kit.time.DatabaseTime;

/** Makes messages of the due items of a recipient, whose rights are checked again. */
@Component
class Composing {

    private static final int ITEMS = 500;
    private static final int MESSAGES = 20;

    private final NotificationStore store;
    private final NotificationProperties properties;
    private final DatabaseTime time;

    Composing(NotificationStore store, NotificationProperties properties, DatabaseTime time) {
        this.store = store;
        this.properties = properties;
        this.time = time;
    }

    /**
     * The messages to send now.
     *
     * @param recipient empty where it is not to be notified any more: then its items are deleted
     */
    @Transactional
    List<NotificationStore.Message> compose(Channel channel, String code, Optional<ChannelSender.Recipient> recipient) {
        List<NotificationStore.Due> due = store.due(channel, code, ITEMS);
        List<NotificationStore.Due> meant = due.stream()
                .filter(one -> recipient
                        .filter(who -> who.meant().test(one.notification()))
                        .isPresent())
                .toList();
        store.forget(due.stream()
                .filter(one -> !meant.contains(one))
                .map(one -> one.item().id())
                .toList());
        if (!meant.isEmpty()) {
            bundle(
                    channel,
                    code,
                    meant.stream().map(NotificationStore.Due::item).toList());
        }
        return store.waiting(channel, code, MESSAGES);
    }

    private void bundle(Channel channel, String code, List<Bundling.Item> items) {
        NotificationStore.Recent recent = store.recent(channel, code, properties.window());
        Bundling bundling = Bundling.of(items, recent.messages(), properties.most());
        for (List<Bundling.Item> message : bundling.messages()) {
            store.compose(UuidCreator.getTimeOrderedEpoch(), channel, code, ids(message));
        }
        if (!bundling.later().isEmpty()) {
            Instant first = recent.first() == null ? time.now() : recent.first();
            store.hold(ids(bundling.later()), first.plus(properties.window()));
        }
    }

    private static List<Long> ids(List<Bundling.Item> items) {
        return items.stream().map(Bundling.Item::id).toList();
    }
}
