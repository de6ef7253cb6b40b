package org.whistle.intake.cases.messaging;

import org.springframework.stereotype.Component;
import org.whistle.intake.cases.CountyDesk;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.inbound.EventHandler;

/** Hands the county's events to intake's cases. */
@Component
class CountyEventHandler implements EventHandler {

    private final CountyDesk desk;

    CountyEventHandler(CountyDesk desk) {
        this.desk = desk;
    }

    @Override
    public void apply(InboundEvent inbound) {
        desk.apply(inbound);
    }
}
