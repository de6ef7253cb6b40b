package org.whistle.kit.inbound;

import org.whistle.kit.desk.InboundEvent;

/** What a desk does with another desk's event; called in the transaction that records the event as applied. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Applies one event. Stale or irrelevant events return quietly; an exception parks the case.
     */
    void apply(InboundEvent inbound);
}
