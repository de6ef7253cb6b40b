package org.whistle.dispatch.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a claimed recipient back, in one transaction. */
@Component
class Releasing {

    private final NotificationStore store;

    Releasing(NotificationStore store) {
        this.store = store;
    }

    @Transactional
    void release(Channel channel, String recipient, @Nullable Duration pause) {
        store.release(channel, recipient, pause);
    }
}
