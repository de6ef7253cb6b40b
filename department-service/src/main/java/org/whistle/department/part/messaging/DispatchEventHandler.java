package org.whistle.department.part.messaging;

import org.springframework.stereotype.Component;
import org.whistle.department.part.UnitDesk;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.inbound.EventHandler;

/** Hands the other desks' events to the units' parts. */
@Component
class DispatchEventHandler implements EventHandler {

    private final UnitDesk desk;

    DispatchEventHandler(UnitDesk desk) {
        this.desk = desk;
    }

    @Override
    public void apply(InboundEvent inbound) {
        desk.apply(inbound);
    }
}
