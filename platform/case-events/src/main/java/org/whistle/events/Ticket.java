package org.whistle.events;

import java.util.List;
import org.whistle.events.code.WhistleKind;

/**
 * A whistle blown: what the street asks of the county.
 *
 * @param conditions the filing conditions chosen, several are stages in order
 * @param unitsAsked units the street asks for, none to leave it to the county
 * @param byRule filed by rule (urgent lane), not by a person
 */
public record Ticket(
        WhistleKind whistleKind,
        List<FiledCondition> conditions,
        List<String> unitsAsked,
        String reason,
        boolean byRule) {

    public Ticket {
        conditions = List.copyOf(conditions);
        unitsAsked = List.copyOf(unitsAsked);
    }

    /** Whether it is an emergency: by a condition that means danger to life or limb, or because a person says so. */
    public boolean urgent() {
        return needsEndorsement() || conditions.stream().anyMatch(FiledCondition::urgent);
    }

    /** Whether a street leader has to endorse it afterwards 补签. */
    public boolean needsEndorsement() {
        return whistleKind == WhistleKind.EMERGENCY;
    }
}
