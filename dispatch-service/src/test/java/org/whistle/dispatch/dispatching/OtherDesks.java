package org.whistle.dispatch.dispatching;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.CaseFacts;
import org.whistle.events.ClockChange;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.Position;
import org.whistle.events.Producer;
import org.whistle.events.Ticket;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.reference.ReferenceData;

/** Events of a county's other desks for the real command center, without their services. */
public record OtherDesks(
        String county, CommandCenter center, ReferenceData reference, TransactionTemplate transaction) {

    /** A ticket about a missing manhole cover, filed by the street: danger to life or limb. */
    UUID ticketed(@Nullable Position position) {
        return ticketed(position, "C0101-1", CommandCenterScene.NOW, Duration.ZERO, List.of());
    }

    /** A ticket about a condition, such as a damaged cover {@code C0101-2}. */
    public UUID ticketedOf(String condition) {
        return ticketed(null, condition, CommandCenterScene.NOW, Duration.ZERO, List.of());
    }

    /** The same, with a dispatch clock that started then and came in so late. */
    UUID ticketed(Instant at, Duration late, Limit limit) {
        return ticketed("C0101-1", at, late, limit);
    }

    UUID ticketed(String condition, Instant at, Duration late, Limit limit) {
        ClockChange started = new ClockChange(
                UUID.randomUUID(),
                "DISPATCH",
                Producer.DISPATCH,
                null,
                null,
                null,
                ClockChangeKind.STARTED,
                limit,
                null,
                null,
                null,
                null);
        return ticketed(null, condition, at, late, List.of(started));
    }

    public void say(UUID caseId, EventPayload event, @Nullable UUID part) {
        say(caseId, event, part, "dept-water", CommandCenterScene.NOW, Duration.ZERO, List.of());
    }

    /** An event of intake that starts clocks. */
    void startsClocks(UUID caseId, EventPayload event, List<ClockChange> clocks) {
        say(caseId, event, null, "street", CommandCenterScene.NOW, Duration.ZERO, clocks);
    }

    /** A report without a ticket. */
    public UUID reported() {
        UUID caseId = UUID.randomUUID();
        say(caseId, new IntakeEvent.Reported(facts(caseId, null), null, "reporter", false, null), null);
        return caseId;
    }

    /** The ticket of a case that was reported. */
    public void ticketed(UUID caseId, String condition) {
        ticketed(caseId, null, condition, CommandCenterScene.NOW, Duration.ZERO, List.of());
    }

    private UUID ticketed(
            @Nullable Position position, String condition, Instant at, Duration late, List<ClockChange> clocks) {
        UUID caseId = UUID.randomUUID();
        ticketed(caseId, position, condition, at, late, clocks);
        return caseId;
    }

    private void ticketed(
            UUID caseId,
            @Nullable Position position,
            String condition,
            Instant at,
            Duration late,
            List<ClockChange> clocks) {
        Ticket ticket = new Ticket(
                WhistleKind.ROUTINE,
                List.of(reference
                        .require(county)
                        .condition(condition)
                        .orElseThrow()
                        .filed()),
                List.of(),
                "多次反映",
                false);
        say(caseId, new IntakeEvent.TicketFiled(facts(caseId, position), ticket), null, "street", at, late, clocks);
    }

    private CaseFacts facts(UUID caseId, @Nullable Position position) {
        return new CaseFacts(
                county + caseId.toString().substring(0, 8),
                "C0101",
                "井盖缺失",
                position,
                null,
                county + "001001001",
                Source.GRID_PATROL,
                null,
                null,
                List.of(),
                1);
    }

    private void say(
            UUID caseId,
            EventPayload event,
            @Nullable UUID part,
            String account,
            Instant at,
            Duration late,
            List<ClockChange> clocks) {
        Envelope envelope = new Envelope(
                UUID.randomUUID(),
                part == null ? "/intake-service" : "/department-service",
                EventTypes.nameOf(event.getClass()),
                caseId.toString(),
                at,
                account,
                part == null ? "STREET" : "DEPARTMENT",
                county + "001001001",
                1,
                null,
                1,
                part,
                part == null ? null : 1,
                clocks,
                event);
        transaction.executeWithoutResult(_ -> center.apply(new InboundEvent(envelope, late)));
    }
}
