package org.whistle.intake.report;

import java.util.List;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Ticket;
import org.whistle.events.code.WhistleKind;
import org.whistle.intake.cases.FilingConditions;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.UrgentLane;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.reference.Reference;

/** 登记: reports from a hotline, leader, newspaper or department, by their route; pure. */
final class Registration {

    private static final String REASON = "县指挥中心登记直派";

    private Registration() {}

    static Outcome<IntakeCase> of(IntakeCase reported, ReportCase report, Reference county) {
        ReportCase.Route route = report.route() == null ? ReportCase.Route.GRID : report.route();
        IntakeEvent.Registered event = new IntakeEvent.Registered(
                reported.facts(),
                reported.conditionCode(),
                reported.reporters().getFirst().pseudonym(),
                reported.urgent(),
                report.occurredAt(),
                reported.jurisdictionCode(),
                route.name());
        if (UrgentLane.takes(reported)) {
            return UrgentLane.after(reported, event, county);
        }
        return route == ReportCase.Route.COUNTY ? ticketed(reported, event, county) : Outcome.of(reported, event);
    }

    /** A county-route registration is a ticket in the same transaction (events.md). */
    private static Outcome<IntakeCase> ticketed(IntakeCase reported, IntakeEvent.Registered event, Reference county) {
        Ticket ticket = new Ticket(
                WhistleKind.ROUTINE,
                FilingConditions.choose(List.of(String.valueOf(reported.conditionCode())), county).stream()
                        .map(Reference.Condition::filed)
                        .toList(),
                List.of(),
                REASON,
                false);
        return Outcome.of(reported.ticketed(ticket), event, new IntakeEvent.TicketFiled(reported.facts(), ticket));
    }
}
