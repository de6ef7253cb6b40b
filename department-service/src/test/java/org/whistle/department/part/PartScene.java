package org.whistle.department.part;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockKind;
import org.whistle.clock.ClockRules;
import org.whistle.clock.DeskLimits;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.FiledCondition;
import org.whistle.events.Limit;
import org.whistle.events.OfferedPart;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Outcome;

/** The parts of a case at the units' desks, played on the pure machine with their clocks. */
final class PartScene {

    static final String GRID = "350999001001001";
    static final UUID LEAD = new UUID(2, 1);
    static final UUID ASSISTANT = new UUID(2, 2);

    private static final CaseFacts FACTS = new CaseFacts(
            "3509992026112300001", "E0110", "垃圾", null, null, GRID, Source.GRID_PATROL, null, null, List.of(), 1);

    private final AtomicLong ids = new AtomicLong();
    private Instant now = Instant.parse("2026-11-23T01:00:00Z");
    private DepartmentCase record;

    private PartScene(Ticket ticket, List<OfferedPart> parts) {
        this(ticket, new DispatchEvent.Dispatched(FACTS, ticket, parts, null, null));
    }

    private PartScene(Ticket ticket, DispatchEvent dispatched) {
        ClockRules.Traits traits = new ClockRules.Traits(
                FACTS.source().answersToCitizen(), ticket.urgent(), true, ticket.conditions(), CaseState.DISPATCHED);
        UUID id = nextId();
        ClockRules.Result clocks = book(ClockBook.EMPTY, dispatched, id, null, traits);
        Envelope envelope = envelope(dispatched, id, null, clocks);
        record = PartMachine.first(envelope, WorkCalendar.UNPUBLISHED)
                .orElseThrow()
                .withClocks(clocks.book());
    }

    /** Offered to the lead alone. */
    static PartScene offered(Ticket ticket) {
        return new PartScene(ticket, List.of(part(LEAD, "SANITATION", PartRole.LEAD)));
    }

    /** Offered to the lead and an assistant. */
    static PartScene offeredToTwo(Ticket ticket) {
        return new PartScene(
                ticket, List.of(part(LEAD, "SANITATION", PartRole.LEAD), part(ASSISTANT, "WATER", PartRole.ASSISTING)));
    }

    /** Designated by the command leader after two returns. */
    static PartScene designated(Ticket ticket) {
        OfferedPart part = new OfferedPart(LEAD, "SANITATION", PartRole.LEAD, "2026-1", false, Duration.ZERO, 0, null);
        return new PartScene(ticket, new DispatchEvent.Designated(FACTS, ticket, List.of(part), "兜底"));
    }

    static Ticket routine() {
        return ticket(WhistleKind.ROUTINE, condition("E0110-1", null, ClockUnit.WORK_HOUR, false));
    }

    static Ticket emergency() {
        return ticket(WhistleKind.EMERGENCY, condition("E0110-2", null, ClockUnit.URGENT_HOUR, true));
    }

    static Ticket staged() {
        return ticket(
                WhistleKind.ROUTINE,
                condition("E0120-1", 1, ClockUnit.WORK_HOUR, false),
                condition("E0120-2", 2, ClockUnit.WORK_DAY, false));
    }

    PartScene decide(UUID part, PartCommand command) {
        Assignment assignment = assignment(part);
        Grant liaison =
                new Grant(Role.DEPARTMENT, List.of("350999"), assignment.part().unit());
        PartTable.TABLE.admit(assignment, command.action(), new Caller("liaison", List.of(liaison), null), now);
        Outcome<DepartmentCase> outcome = decided(assignment, command);
        ClockBook clocks = record.clocks();
        record = outcome.next().withClocks(clocks);
        outcome.events().forEach(pendingEvent -> follow(pendingEvent.event(), pendingEvent.assignmentId()));
        return this;
    }

    /** The outcome of an admitted command; the scene does not change. */
    Outcome<DepartmentCase> decided(Assignment at, PartCommand command) {
        return PartMachine.decide(
                at,
                command,
                new PartMachine.Context(
                        now, WorkCalendar.UNPUBLISHED, new PartMachine.Arrival(12, "salted"), this::nextId));
    }

    /** An event of the command center or of intake, about a part or the case. */
    PartScene arrives(CaseEvent event, @Nullable UUID part) {
        UUID id = nextId();
        ClockRules.Result clocks = book(record.clocks(), event, id, part, record.traits());
        record = PartMachine.apply(record, envelope(event, id, part, clocks), WorkCalendar.UNPUBLISHED)
                .map(Outcome::next)
                .orElse(record)
                .withClocks(clocks.book());
        return this;
    }

    /** The part's clock was not stopped in time. */
    PartScene missed(ClockKind kind, UUID part) {
        var clock = record.clocks().open(kind, part).findFirst().orElseThrow();
        Instant deadline = java.util.Objects.requireNonNull(clock.deadline());
        now = deadline.plusSeconds(1);
        follow(new DeskEvent.DeadlineMissed(clock.clockId(), deadline), part);
        return this;
    }

    PartScene later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Assignment assignment(UUID part) {
        return new Assignment(record, record.part(part).orElseThrow());
    }

    Instant now() {
        return now;
    }

    private void follow(CaseEvent event, @Nullable UUID part) {
        record = record.withClocks(
                book(record.clocks(), event, nextId(), part, record.traits()).book());
    }

    private ClockRules.Result book(
            ClockBook clocks, CaseEvent event, UUID id, @Nullable UUID part, ClockRules.Traits traits) {
        return ClockRules.apply(
                clocks,
                new ClockRules.Moment(event, id, part, now, 1),
                traits,
                DeskLimits.DEFAULTS,
                WorkCalendar.UNPUBLISHED);
    }

    private Envelope envelope(CaseEvent event, UUID id, @Nullable UUID part, ClockRules.Result clocks) {
        return new Envelope(
                id,
                "/dispatch-service",
                EventTypes.nameOf(event.getClass()),
                new UUID(1, 1).toString(),
                now,
                "dispatcher",
                "DISPATCHER",
                GRID,
                ids.get(),
                null,
                1,
                part,
                null,
                clocks.changes(),
                event);
    }

    private UUID nextId() {
        return new UUID(7, ids.incrementAndGet());
    }

    private static Ticket ticket(WhistleKind kind, FiledCondition... conditions) {
        return new Ticket(kind, Stream.of(conditions).toList(), List.of(), "多次", false);
    }

    private static FiledCondition condition(String code, @Nullable Integer stage, ClockUnit unit, boolean urgent) {
        return new FiledCondition(
                code, "堆放", "Heaps", new Limit(4, unit), new Limit(1, unit), stage, "清除或告知", EvidenceKind.NONE, urgent);
    }

    private static OfferedPart part(UUID id, String unit, PartRole role) {
        return new OfferedPart(id, unit, role, "2026-1", true, Duration.ZERO, 0, null);
    }
}
