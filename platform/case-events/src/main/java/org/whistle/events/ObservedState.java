package org.whistle.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.RulingDecision;

/**
 * The state of a case from its events alone, for services that decide nothing: only the holder changes the state; an event
 * of another round, or of a desk that does not hold the case, is only shown (events.md, What a consumer can rely on).
 *
 * @param leadPart the lead part that is not ended
 */
public record ObservedState(
        CaseState state, int round, @Nullable UUID leadPart) {

    /** A case just reported. */
    public static ObservedState reported(int round) {
        return new ObservedState(CaseState.REPORTED, round, null);
    }

    /** Whether the event is the holder's, about the present round or the one it begins. */
    public boolean hears(Envelope envelope) {
        boolean reopening = envelope.round() == round + 1
                && (envelope.data() instanceof IntakeEvent.Reopened
                        || envelope.data() instanceof IntakeEvent.SpotChecked);
        if (envelope.round() != round && !reopening) {
            return false;
        }
        boolean ofIntake = envelope.source().equals(Producer.INTAKE.source());
        return switch (state.holder()) {
            case INTAKE, NOBODY -> ofIntake;
            case DISPATCH -> !ofIntake;
        };
    }

    /** The case after an event; the same where it is not the holder's. */
    public ObservedState after(Envelope envelope) {
        if (!(envelope.data() instanceof CaseEvent event) || !hears(envelope)) {
            return this;
        }
        boolean lead = leadPart != null && leadPart.equals(envelope.assignmentId());
        return new ObservedState(Lifecycle.after(state, event, lead), envelope.round(), leadAfter(event));
    }

    private @Nullable UUID leadAfter(CaseEvent event) {
        return switch (event) {
            case DispatchEvent.Dispatched dispatched -> leadOf(dispatched.parts());
            case DispatchEvent.Designated designated -> leadOf(designated.parts());
            case DispatchEvent.ReturnApproved approved -> approved.lead() ? null : leadPart;
            case DispatchEvent.Recalled recalled -> recalled.whole() ? null : leadPart;
            case DispatchEvent.Ruled ruled -> ruled.decision() == RulingDecision.REWORK ? leadPart : null;
            case DispatchEvent.TicketRejected _,
                    DispatchEvent.ForceClosed _,
                    IntakeEvent.Closed _,
                    IntakeEvent.Reopened _,
                    IntakeEvent.SpotChecked _ -> null;
            default -> leadPart;
        };
    }

    private @Nullable UUID leadOf(List<OfferedPart> parts) {
        return parts.stream()
                .filter(part -> part.role() == PartRole.LEAD)
                .map(OfferedPart::assignmentId)
                .findFirst()
                .orElse(leadPart);
    }
}
