package org.whistle.audit.export;

import java.util.List;
import java.util.stream.Stream;
import org.whistle.audit.timeline.CaseView;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.OfferedPart;

/** A case with everything that happened to it and counted: superseded decisions are no part of the process. */
record CaseHistory(CaseView view, List<Envelope> events) {

    private static final String FAMILY = "case.";

    CaseHistory {
        events = List.copyOf(events);
    }

    /** Every part ever offered. */
    Stream<OfferedPart> parts() {
        return events.stream().flatMap(event -> switch (event.data()) {
            case DispatchEvent.Dispatched dispatched -> dispatched.parts().stream();
            case DispatchEvent.Designated designated -> designated.parts().stream();
            case DispatchEvent.AssistantAdded added -> Stream.of(added.part());
            default -> Stream.empty();
        });
    }

    /** What an event is called in a process model, such as {@code ticket-filed}. */
    static String activity(Envelope event) {
        String type = event.type();
        return type.startsWith(FAMILY) ? type.substring(FAMILY.length(), type.lastIndexOf('.')) : type;
    }
}
