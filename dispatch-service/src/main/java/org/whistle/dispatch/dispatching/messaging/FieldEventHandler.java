package org.whistle.dispatch.dispatching.messaging;

import org.springframework.stereotype.Component;
import org.whistle.dispatch.dispatching.CommandCenter;
import org.whistle.kit.desk.Delivery;
import org.whistle.kit.inbound.EventHandler;

/** Hands the other desks' events to the command center. */
@Component
class FieldEventHandler implements EventHandler {

    private final CommandCenter center;

    FieldEventHandler(CommandCenter center) {
        this.center = center;
    }

    @Override
    public void apply(Delivery delivery) {
        center.apply(delivery);
    }
}
