package org.whistle.intake.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.clock.ClockRules;
import org.whistle.clock.DeskLimits;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DeskEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Position;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceStore;

/** A case at intake's desks, played on the pure machine with its clocks: decisions, and events of the county. */
final class DeskScene {

    static final String GRID = "350999001001001";
    static final String COMMUNITY_CODE = "350999001001";
    static final String STREET_CODE = "350999001";
    static final String COUNTY = "350999";
    static final String OTHER_STREET = "350999002";
    static final UUID LEAD = new UUID(2, 1);

    private static final Instant MORNING = Instant.parse("2026-11-23T01:00:00Z");
    private static final Reference.Condition HEAP = condition("E0110-1", false);
    private static final Reference.Condition DANGER = condition("E0110-2", true);

    private static final Reference REFERENCE = new Reference(
            new ReferenceStore.Version(COUNTY, 1, ""),
            new Reference.County(COUNTY, "海湾县", "Haiwan", "Asia/Shanghai", "zh-CN", "2026-1", List.of(), null),
            Map.of(),
            Map.of(),
            Map.of("SANITATION", new Reference.Unit("SANITATION", "DEPARTMENT", "city", "环卫", "Sanitation")),
            Map.of(HEAP.code(), HEAP, DANGER.code(), DANGER),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());

    private Instant now = MORNING;
    private IntakeCase record;

    private DeskScene(IntakeCase record, IntakeEvent reported) {
        this.record = record;
        book(reported, null);
    }

    static DeskScene reported(Source source, String reporter, boolean urgent) {
        return new DeskScene(
                born(source, reporter, GRID, null, urgent),
                new IntakeEvent.Reported(facts(source, GRID), null, pseudonym(reporter), urgent, null));
    }

    /** Registered from the hotline without a grid: it has to be located. */
    static DeskScene unlocated(Source source) {
        return new DeskScene(
                born(source, "operator", null, COMMUNITY_CODE, false),
                new IntakeEvent.Registered(
                        facts(source, null), null, pseudonym("operator"), false, null, COMMUNITY_CODE, "GRID"));
    }

    static Caller caller(String account, Role role, String... scopes) {
        return new Caller(account, List.of(new Grant(role, List.of(scopes), null)), "request");
    }

    static Reporter reporter(String account) {
        return new Reporter(account, pseudonym(account));
    }

    DeskScene decide(Caller caller, IntakeCommand command) {
        Grant acting = IntakeTable.TABLE.admit(record, command.action(), caller, now);
        take(decided(record, command, caller, acting));
        IntakeMachine.unresolved(record, command, now)
                .ifPresent(reopen -> take(decided(record, reopen, caller, acting)));
        return this;
    }

    /** The outcome of an admitted command; the three that need more than the case as the desk does them. */
    Outcome<IntakeCase> decided(IntakeCase at, IntakeCommand command, Caller caller, Grant acting) {
        return switch (command) {
            case IntakeCommand.Join _ ->
                Outcome.of(
                        at.joinedBy(List.of(reporter(caller.account()))),
                        new IntakeEvent.Joined(pseudonym(caller.account()), null));
            case IntakeCommand.Merge merge -> Merging.child(at, merge.into(), now, merge.note());
            case IntakeCommand.Locate _ -> located(at);
            default ->
                IntakeMachine.decide(at, command, new IntakeMachine.Context(caller, acting, now, REFERENCE, List.of()));
        };
    }

    /** An event of the county, about its lead part or the case. */
    DeskScene arrives(CaseEvent event, @Nullable UUID part) {
        Envelope envelope = new Envelope(
                UUID.randomUUID(),
                "/dispatch-service",
                EventTypes.nameOf(event.getClass()),
                record.caseId().toString(),
                now,
                "somebody",
                "DISPATCHER",
                GRID,
                1,
                null,
                record.round(),
                part,
                part == null ? null : 1,
                List.of(),
                event);
        Optional<Outcome<IntakeCase>> outcome = CountyEventPolicy.apply(record, envelope, _ -> List.of());
        outcome.ifPresent(one -> record = one.next().withClocks(record.clocks()));
        book(event, part);
        outcome.ifPresent(
                one -> one.events().forEach(pendingEvent -> book(pendingEvent.event(), pendingEvent.assignmentId())));
        return this;
    }

    /** The clock was not stopped in time. */
    DeskScene missed(ClockKind kind) {
        var clock = record.clocks().open(kind).findFirst().orElseThrow();
        Instant deadline = clock.deadline() == null ? now : clock.deadline();
        now = deadline.plusSeconds(1);
        book(new DeskEvent.DeadlineMissed(clock.clockId(), deadline), null);
        return this;
    }

    DeskScene later(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** A drawing by rule, which needs the database to count. */
    DeskScene drawnFor(String street) {
        record = record.with(record.progress().spotChecked(new Progress.SpotCheck(street, null)));
        return this;
    }

    IntakeCase record() {
        return record;
    }

    Instant now() {
        return now;
    }

    DeskScene take(Outcome<IntakeCase> outcome) {
        record = outcome.next().withClocks(record.clocks());
        for (PendingEvent pendingEvent : outcome.events()) {
            book(pendingEvent.event(), pendingEvent.assignmentId());
        }
        return this;
    }

    private void book(CaseEvent event, @Nullable UUID part) {
        record = record.withClocks(ClockRules.apply(
                        record.clocks(),
                        new ClockRules.Moment(event, UUID.randomUUID(), part, now, record.round()),
                        record.traits(),
                        DeskLimits.DEFAULTS,
                        WorkCalendar.UNPUBLISHED)
                .book());
    }

    private static Outcome<IntakeCase> located(IntakeCase at) {
        IntakeCase located = at.inGrid(GRID, null);
        IntakeEvent event = new IntakeEvent.Located(GRID, null);
        return UrgentLane.takes(located) ? UrgentLane.after(located, event, REFERENCE) : Outcome.of(located, event);
    }

    private static IntakeCase born(
            Source source, String reporter, @Nullable String grid, @Nullable String jurisdiction, boolean urgent) {
        return IntakeCase.reported(
                new UUID(1, 1),
                facts(source, grid),
                urgent ? DANGER.code() : null,
                urgent,
                jurisdiction,
                reporter(reporter),
                MORNING);
    }

    private static CaseFacts facts(Source source, @Nullable String grid) {
        return new CaseFacts(
                "3509992026112300001",
                "E0110",
                "垃圾堆放",
                grid == null ? null : new Position(119.874270, 26.631039),
                "某路一号",
                grid,
                source,
                null,
                null,
                List.of(),
                1);
    }

    private static String pseudonym(String account) {
        return "reporter-" + account;
    }

    private static Reference.Condition condition(String code, boolean urgent) {
        return new Reference.Condition(
                code,
                "E0110",
                "垃圾",
                "Waste",
                "堆放",
                "Heaps",
                4,
                urgent ? ClockUnit.URGENT_HOUR : ClockUnit.WORK_HOUR,
                null,
                "清除",
                1,
                urgent ? ClockUnit.URGENT_HOUR : ClockUnit.WORK_HOUR,
                urgent,
                EvidenceKind.NONE,
                "SANITATION",
                List.of(),
                null,
                null);
    }
}
