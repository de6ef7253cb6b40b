package org.whistle.dispatch.dispatching;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.PartRole;
import org.whistle.kit.problem.RefusedException;

/** The offers to units, with what they take over from an earlier part of the same round; pure. */
final class Offers {

    private static final String RECALLED = "case.recalled.v1";

    private Offers() {}

    /** The unit behind a code, where it may have the case. */
    static String unit(DispatchCase record, String pointer, String code, DispatchMachine.Context context) {
        String unit = context.reference().resolveUnit(code, record.gridCode());
        if (!context.reference().units().containsKey(unit)) {
            throw RefusedException.field(pointer, "UNKNOWN_UNIT");
        }
        RoundStatus standing = record.standing();
        if (standing.returnedUnits().contains(unit)
                && standing.approvedReturns() < DispatchTable.RETURNS_TO_DESIGNATION) {
            throw RefusedException.field(pointer, "UNIT_RETURNED");
        }
        return unit;
    }

    static Part part(
            DispatchCase record, String unit, PartRole role, @Nullable UUID event, DispatchMachine.Context context) {
        return Part.offered(
                context.ids().get(),
                unit,
                role,
                record.round(),
                new Part.Offer(context.caller().account(), context.now(), event),
                before(record, unit).map(part -> part.reviews().extensions()).orElse(0));
    }

    /** A return once per unit and round; the clock and the extensions go on where a recall stopped them. */
    static List<OfferedPart> onTheWire(
            DispatchCase record, List<Part> parts, DispatchMachine.Context context, boolean returnAllowed) {
        String calendar = context.reference().calendar().version();
        return parts.stream()
                .map(part -> {
                    Optional<Part> before = before(record, part.unit());
                    boolean again =
                            before.filter(one -> RECALLED.equals(one.endedBy())).isPresent();
                    return new OfferedPart(
                            part.assignmentId(),
                            part.unit(),
                            part.role(),
                            calendar,
                            returnAllowed && before.filter(Part::returnRefused).isEmpty(),
                            again ? usedUp(record, part.unit(), context) : Duration.ZERO,
                            part.reviews().extensions(),
                            again ? true : null);
                })
                .toList();
    }

    /** Of the last stage; another condition begins anew. */
    private static Duration usedUp(DispatchCase record, String unit, DispatchMachine.Context context) {
        String condition = record.ticket().conditions().getLast().conditionCode();
        return record.clocks()
                .latest(clock -> clock.kind() == ClockKind.HANDLING
                        && unit.equals(clock.responsibleUnit())
                        && condition.equals(clock.conditionCode()))
                .map(clock -> clock.usedUp(context.reference().calendar()))
                .orElse(Duration.ZERO);
    }

    /** The unit's last part of this round, ended by now. */
    private static Optional<Part> before(DispatchCase record, String unit) {
        return record.parts().stream()
                .filter(part -> part.unit().equals(unit) && part.round() == record.round() && !part.held())
                .reduce((_, later) -> later);
    }
}
