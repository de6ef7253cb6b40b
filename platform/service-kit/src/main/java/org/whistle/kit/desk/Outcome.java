package org.whistle.kit.desk;

import java.util.Arrays;
import java.util.List;
import org.whistle.events.CaseEvent;

/** The result of a pure decision: the new record and its events. */
public record Outcome<C>(C next, List<PendingEvent> events) {

    public Outcome {
        events = List.copyOf(events);
    }

    /** With events about the case as a whole. */
    public static <C> Outcome<C> of(C next, CaseEvent... events) {
        return new Outcome<>(next, Arrays.stream(events).map(PendingEvent::of).toList());
    }
}
