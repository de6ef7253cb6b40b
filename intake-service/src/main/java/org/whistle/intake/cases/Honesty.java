package org.whistle.intake.cases;

import java.util.List;
import org.springframework.stereotype.Component;
import org.whistle.events.DispatchEvent;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Stored;

/** Gathers what the honesty flags look at. */
@Component
class Honesty {

    /** Flags of a self-handling that is being handed in. */
    List<String> onHandling(Stored<IntakeCase> stored, IntakeCommand command, Caller caller) {
        return List.of();
    }

    /** Flags of a completion the county accepted. */
    List<String> onCompletion(IntakeCase record, DispatchEvent.CompletionAccepted accepted) {
        return List.of();
    }
}
