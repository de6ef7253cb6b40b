package org.whistle.dispatch.dispatching.messaging;

import org.springframework.stereotype.Component;
import org.whistle.dispatch.dispatching.CommandCenter;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.inbound.EventHandler;

/** Hands the other desks' events to the command center. */
@Component
class FieldEventHandler implements EventHandler {

    private final CommandCenter center;

    FieldEventHandler(CommandCenter center) {
        this.center = center;
    }

    @Override
    public void apply(InboundEvent inbound) {
        center.apply(inbound);
    }
}
