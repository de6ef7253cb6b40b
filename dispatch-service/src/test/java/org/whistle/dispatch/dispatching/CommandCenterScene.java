package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.Position;
import org.whistle.events.Ticket;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceStore;

/** A ticketed case at the command center, played on the pure machine: decisions and events in any order. */
final class CommandCenterScene {

    static final String GRID = "350999001001001";
    static final Caller DISPATCHER = caller("dispatcher", Role.DISPATCHER);
    static final Caller DISPATCHER_2 = caller("dispatcher2", Role.DISPATCHER);
    static final Caller LEADER = caller("command-leader", Role.COMMAND_LEADER);
    static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

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

    private static final Ticket TICKET = ticket(WhistleKind.ROUTINE, ClockUnit.WORK_HOUR);
    private static final Ticket EMERGENCY = ticket(WhistleKind.EMERGENCY, ClockUnit.URGENT_HOUR);

    private static final Reference REFERENCE = new Reference(
            new ReferenceStore.Version("350999", 1, ""),
            new Reference.County("350999", "海湾县", "Haiwan", "Asia/Shanghai", "zh-CN", "2026-1", List.of(), null),
            Map.of(),
            Map.of(),
            Stream.of("SANITATION", "URBAN_MGMT", "WATER", "STREET-350999001")
                    .map(code -> new Reference.Unit(code, "DEPARTMENT", "city", code, code))
                    .collect(Collectors.toMap(Reference.Unit::code, Function.identity())),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());

    private final AtomicLong ids = new AtomicLong();
    private final List<PendingEvent> emitted = new ArrayList<>();
    private DispatchCase record;

    private CommandCenterScene(Ticket ticket) {
        record = DispatchCase.ticketed(UUID.randomUUID(), 1, FACTS, ticket, NOW);
    }

    static CommandCenterScene ticketed() {
        return new CommandCenterScene(TICKET);
    }

    /** Danger to life or limb, filed by rule. */
    static CommandCenterScene emergency() {
        return new CommandCenterScene(EMERGENCY);
    }

    static CommandCenterScene dispatched(String lead, String... assisting) {
        return ticketed().decide(DISPATCHER, new DispatchCommand.Dispatch(lead, List.of(assisting), null, null));
    }

    static Caller caller(String account, Role role) {
        return new Caller(account, List.of(new Grant(role, List.of("350999"), null)), "request");
    }

    CommandCenterScene decide(Caller caller, DispatchCommand command) {
        DispatchTable.TABLE.admit(record, command.action(), caller, NOW);
        return take(DispatchMachine.decide(
                record, command, new DispatchMachine.Context(caller, REFERENCE, NOW, this::nextId)));
    }

    /** A unit's event as it was made: for the part, round and attempt of that moment. */
    Envelope unitSays(String unit, DepartmentEvent event) {
        Part part = part(unit);
        return envelope(event, "/department-service", part.assignmentId(), part.attempt());
    }

    Envelope intakeSays(IntakeEvent event) {
        return envelope(event, "/intake-service", null, null);
    }

    Envelope intakeSaysInRound(int round, IntakeEvent event) {
        Envelope now = intakeSays(event);
        return new Envelope(
                now.id(),
                now.source(),
                now.type(),
                now.subject(),
                now.time(),
                now.actor(),
                now.actorRole(),
                now.jurisdiction(),
                now.sequence(),
                null,
                round,
                null,
                null,
                List.of(),
                event);
    }

    CommandCenterScene arrives(Envelope envelope) {
        Optional<Outcome<DispatchCase>> outcome = FieldEventPolicy.apply(record, envelope, this::nextId);
        outcome.ifPresent(this::take);
        return this;
    }

    CommandCenterScene handled(String unit) {
        return arrives(unitSays(unit, new DepartmentEvent.Accepted())).arrives(unitSays(unit, completion()));
    }

    static DepartmentEvent completion() {
        return new DepartmentEvent.Completed("已清除", false, List.of(), List.of(), null, null);
    }

    private UUID nextId() {
        return new UUID(7, ids.incrementAndGet());
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

    List<CaseEvent> emitted() {
        return emitted.stream().map(PendingEvent::event).toList();
    }

    <T extends CaseEvent> List<T> emitted(Class<T> type) {
        return emitted().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> allowed(Caller caller) {
        return DispatchTable.TABLE.allowedActions(record, caller, NOW);
    }

    private static Ticket ticket(WhistleKind kind, ClockUnit unit) {
        boolean urgent = kind == WhistleKind.EMERGENCY;
        return new Ticket(
                kind,
                List.of(new FiledCondition(
                        "E0110-1",
                        "容器外堆放",
                        "Heaps outside bins",
                        new Limit(4, unit),
                        new Limit(1, unit),
                        null,
                        "清除",
                        EvidenceKind.PHOTO,
                        urgent)),
                List.of(),
                "居民多次反映",
                urgent);
    }

    private CommandCenterScene take(Outcome<DispatchCase> outcome) {
        record = outcome.next();
        emitted.addAll(outcome.events());
        return this;
    }

    private Envelope envelope(
            CaseEvent event,
            String source,
            @org.jspecify.annotations.Nullable UUID assignment,
            @org.jspecify.annotations.Nullable Integer attempt) {
        return new Envelope(
                UUID.randomUUID(),
                source,
                EventTypes.nameOf(event.getClass()),
                record.caseId().toString(),
                NOW,
                "somebody",
                "DEPARTMENT",
                GRID,
                ids.incrementAndGet(),
                null,
                record.round(),
                assignment,
                attempt,
                List.of(),
                event);
    }
}
