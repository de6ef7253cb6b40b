package org.whistle.intake.cases;

import java.util.List;
import org.whistle.events.CaseEvent;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.reference.Reference;

/**
 * 紧急通道: danger to life or limb becomes an emergency ticket at once, by rule, at any hour, without waiting for a person
 * (domain.md, Urgent lane). Pure.
 */
public final class UrgentLane {

    private static final String REASON = "紧急情形，按规则即时吹哨";

    private UrgentLane() {}

    /** Whether the case goes straight to the county: urgent, with a condition, located and just reported. */
    public static boolean takes(IntakeCase record) {
        return record.urgent()
                && record.conditionCode() != null
                && record.facts().gridCode() != null
                && record.state() == CaseState.REPORTED;
    }

    /** The events so far, and the ticket by rule. */
    public static Outcome<IntakeCase> after(IntakeCase record, CaseEvent event, Reference reference) {
        Ticket ticket = new Ticket(
                WhistleKind.EMERGENCY,
                FilingConditions.choose(List.of(String.valueOf(record.conditionCode())), reference).stream()
                        .map(Reference.Condition::filed)
                        .toList(),
                List.of(),
                REASON,
                true);
        return Outcome.of(record.ticketed(ticket), event, new IntakeEvent.TicketFiled(record.facts(), ticket));
    }
}
