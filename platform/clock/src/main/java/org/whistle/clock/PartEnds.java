package org.whistle.clock;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.DispatchEvent;
import org.whistle.events.EventPayload;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.RulingDecision;

/** Which parts an event ends, and whether the case (domain.md, Parts). */
final class PartEnds {

    private PartEnds() {}

    static Set<UUID> of(EventPayload event, @Nullable UUID assignmentId, ClockBook book) {
        return switch (event) {
            case DispatchEvent.ReturnApproved approved -> approved.lead() ? book.parts() : only(assignmentId);
            case DispatchEvent.Recalled recalled -> recalled.whole() ? book.parts() : only(assignmentId);
            case DispatchEvent.Superseded superseded -> superseded.endsItsPart() ? only(assignmentId) : Set.of();
            case DispatchEvent.Ruled ruled -> ruled.decision() == RulingDecision.REWORK ? Set.of() : book.parts();
            case DispatchEvent.TicketRejected _, DispatchEvent.ForceClosed _ -> book.parts();
            case IntakeEvent.Closed _, IntakeEvent.Reopened _ -> book.parts();
            case IntakeEvent.SpotChecked checked -> checked.passed() ? Set.of() : book.parts();
            default -> Set.of();
        };
    }

    /** Whether the case ends, too. */
    static boolean ofCase(EventPayload event) {
        return switch (event) {
            case IntakeEvent.Withdrawn _,
                    IntakeEvent.Voided _,
                    IntakeEvent.Merged _,
                    IntakeEvent.Closed _,
                    DispatchEvent.ForceClosed _ -> true;
            case DispatchEvent.Ruled ruled -> ruled.decision() == RulingDecision.CLOSE;
            default -> false;
        };
    }

    private static Set<UUID> only(@Nullable UUID assignmentId) {
        return assignmentId == null ? Set.of() : Set.of(assignmentId);
    }
}
