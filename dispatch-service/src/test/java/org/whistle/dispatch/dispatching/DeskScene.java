package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.clock.ClockRules;
import org.whistle.clock.DeskLimits;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.Position;
import org.whistle.events.Ticket;
import org.whistle.events.code.AutoDispatch;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceStore;

/** A case at the command center, played on the pure machine with its clocks: decisions, and events of the other desks. */
final class DeskScene {

    static final String GRID = "350999001001001";
    static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    private static final CaseFacts FACTS = new CaseFacts(
            "3509992026112300001",
            "E0110",
            "垃圾堆放",
            new Position(119.874270, 26.631039),
            null,
            GRID,
            Source.GRID_PATROL,
            null,
            null,
            List.of(),
            1);

    private static final Ticket TICKET = ticket(WhistleKind.ROUTINE);

    private static final Reference REFERENCE = listing(AutoDispatch.NONE);

    private final AtomicLong ids = new AtomicLong();
    private DispatchCase record;

    private DeskScene(Ticket ticket) {
        record = DispatchCase.ticketed(new UUID(1, 1), 1, FACTS, ticket, NOW);
        book(new IntakeEvent.TicketFiled(FACTS, ticket), null);
    }

    static DeskScene ticketed() {
        return new DeskScene(TICKET);
    }

    /** The same condition, which is not urgent by itself, called an emergency by a person. */
    static DeskScene emergency() {
        return new DeskScene(ticket(WhistleKind.EMERGENCY));
    }

    /** The limit of the command center for it is over. */
    DeskScene missed() {
        Clock dispatch = record.clocks().open(ClockKind.DISPATCH).findFirst().orElseThrow();
        book(new DeskEvent.DeadlineMissed(dispatch.clockId(), Objects.requireNonNull(dispatch.deadline())), null);
        return this;
    }

    /** A county in whose list sanitation leads the condition. */
    static Reference listing(AutoDispatch auto) {
        return new Reference(
                new ReferenceStore.Version("350999", 1, ""),
                new Reference.County("350999", "海湾县", "Haiwan", "Asia/Shanghai", "zh-CN", "2026-1", List.of(), null),
                Map.of(),
                Map.of(),
                Stream.of("SANITATION", "URBAN_MGMT", "WATER", "FORESTRY")
                        .map(code -> new Reference.Unit(code, "DEPARTMENT", "city", code, code))
                        .collect(Collectors.toMap(Reference.Unit::code, Function.identity())),
                Map.of(
                        "E0110-1",
                        new Reference.Condition(
                                "E0110-1",
                                "E0110",
                                "垃圾",
                                "Waste",
                                "容器外堆放",
                                "Heaps outside bins",
                                4,
                                ClockUnit.WORK_HOUR,
                                null,
                                "清除",
                                1,
                                ClockUnit.WORK_HOUR,
                                false,
                                EvidenceKind.NONE,
                                "SANITATION",
                                List.of(),
                                null,
                                auto)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static Ticket ticket(WhistleKind kind) {
        return new Ticket(
                kind,
                List.of(new FiledCondition(
                        "E0110-1",
                        "容器外堆放",
                        "Heaps outside bins",
                        new Limit(4, ClockUnit.WORK_HOUR),
                        new Limit(1, ClockUnit.WORK_HOUR),
                        null,
                        "清除",
                        EvidenceKind.NONE,
                        false)),
                List.of(),
                "居民多次反映",
                false);
    }

    static Caller caller(String account, Role role) {
        return new Caller(account, List.of(new Grant(role, List.of("350999"), null)), "request");
    }

    DeskScene decide(Caller caller, DispatchCommand command) {
        DispatchTable.TABLE.admit(record, command.action(), caller, NOW);
        return take(decided(record, command, caller));
    }

    /** The outcome of an admitted command; the scene does not change. */
    Outcome<DispatchCase> decided(DispatchCase at, DispatchCommand command, Caller caller) {
        return DispatchMachine.decide(
                at,
                command,
                new DispatchMachine.Context(caller, REFERENCE, NOW, () -> new UUID(7, ids.incrementAndGet())));
    }

    /** A unit's event about its last part. */
    DeskScene unitSays(String unit, DepartmentEvent event) {
        Part part = part(unit);
        return arrives(event, "/department-service", record.round(), part);
    }

    /** A timer's event about a clock of the unit's last part. */
    DeskScene deskSays(DeskEvent event, String unit) {
        return arrives(event, "/department-service", record.round(), part(unit));
    }

    DeskScene intakeSays(IntakeEvent event) {
        return arrives(event, "/intake-service", record.round(), null);
    }

    DeskScene intakeSaysInTheNextRound(IntakeEvent event) {
        return arrives(event, "/intake-service", record.round() + 1, null);
    }

    /** Another ticket of the same street. */
    DeskScene ticketedAgain() {
        return intakeSays(new IntakeEvent.TicketFiled(FACTS, TICKET));
    }

    DispatchCase record() {
        return record;
    }

    Part part(String unit) {
        return record.parts().stream()
                .filter(part -> part.unit().equals(unit))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private DeskScene arrives(CaseEvent event, String source, int round, @Nullable Part part) {
        Envelope envelope = new Envelope(
                new UUID(8, ids.incrementAndGet()),
                source,
                EventTypes.nameOf(event.getClass()),
                record.caseId().toString(),
                NOW,
                "somebody",
                "DEPARTMENT",
                GRID,
                ids.get(),
                null,
                round,
                part == null ? null : part.assignmentId(),
                part == null ? null : part.attempt(),
                List.of(),
                event);
        var outcome = FieldEventPolicy.apply(record, envelope, () -> new UUID(7, ids.incrementAndGet()));
        outcome.ifPresent(one -> record = one.next().withClocks(record.clocks()));
        book(event, envelope.assignmentId());
        outcome.ifPresent(
                one -> one.events().forEach(pendingEvent -> book(pendingEvent.event(), pendingEvent.assignmentId())));
        return this;
    }

    DeskScene take(Outcome<DispatchCase> outcome) {
        record = outcome.next().withClocks(record.clocks());
        outcome.events().forEach(pendingEvent -> book(pendingEvent.event(), pendingEvent.assignmentId()));
        return this;
    }

    private void book(CaseEvent event, @Nullable UUID part) {
        record = record.withClocks(ClockRules.apply(
                        record.clocks(),
                        new ClockRules.Moment(event, new UUID(6, ids.incrementAndGet()), part, NOW, record.round()),
                        record.traits(),
                        DeskLimits.DEFAULTS,
                        WorkCalendar.UNPUBLISHED)
                .book());
    }
}
