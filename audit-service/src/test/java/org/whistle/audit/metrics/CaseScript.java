package org.whistle.audit.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockRules;
import org.whistle.clock.DeskLimits;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Lifecycle;
import org.whistle.events.OfferedPart;
import org.whistle.events.Position;
import org.whistle.events.Producer;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;

/** Writes the log of one case as its desks would, with the clocks that the real table of clocks starts and stops. */
public final class CaseScript {

    static final String COUNTY = "350981";
    static final String GRID = "350981001001001";
    static final String CATEGORY = "C0101";

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final UUID caseId;
    private final CaseFacts facts;
    private final List<Envelope> log = new ArrayList<>();
    private final Map<Producer, Long> sequences = new EnumMap<>(Producer.class);
    private final Map<UUID, Integer> attempts = new HashMap<>();
    private final Map<UUID, String> units = new HashMap<>();
    private WorkCalendar calendar = WorkCalendar.UNPUBLISHED;
    private ClockBook book = ClockBook.EMPTY;
    private CaseState state = CaseState.REPORTED;
    private List<FiledCondition> conditions = List.of();
    private int round = 1;
    private int ids;
    private Instant now;
    private @Nullable UUID lead;
    private String actor = "somebody";
    private Role role = Role.DISPATCHER;

    private CaseScript(long number, String grid, String category, Source source, Instant start) {
        caseId = new UUID(0x7a00_0000_0000_0000L | number, 0x8000_0000_0000_0000L);
        facts = new CaseFacts(
                grid.substring(0, 6) + "20260105" + "%05d".formatted(number % 100_000),
                category,
                "井盖破损",
                new Position(119.5, 26.5),
                null,
                grid,
                source,
                null,
                null,
                List.of(),
                1);
        now = start;
    }

    /** A case in the usual grid, of the usual category, not reported yet. */
    static CaseScript at(String instant) {
        return of(1, GRID, CATEGORY, Source.GRID_PATROL, Instant.parse(instant));
    }

    /** A case that is not reported yet; its number makes its ids. */
    static CaseScript of(long number, String grid, String category, Source source, Instant start) {
        return new CaseScript(number, grid, category, source, start);
    }

    /** Where the desks work by this calendar. */
    CaseScript in(WorkCalendar published) {
        calendar = published;
        return this;
    }

    /** It becomes that late, unless it is later. */
    CaseScript until(Instant instant) {
        now = instant.isAfter(now) ? instant : now;
        return this;
    }

    /** Some time passes. */
    CaseScript after(Duration passed) {
        now = now.plus(passed);
        return this;
    }

    /** Hours pass. */
    CaseScript after(int hours) {
        return after(Duration.ofHours(hours));
    }

    /** Who decides from now on. */
    CaseScript by(String account, Role as) {
        actor = account;
        role = as;
        return this;
    }

    /** Reported by the current actor. */
    CaseScript reported() {
        return then(new IntakeEvent.Reported(facts, null, "reporter", false, null));
    }

    /** The street blows its whistle. */
    CaseScript ticketed(FiledCondition... filed) {
        return then(new IntakeEvent.TicketFiled(
                facts, new Ticket(WhistleKind.ROUTINE, List.of(filed), List.of(), "请处置", false)));
    }

    /** Filed, and dispatched to a lead and assisting units. */
    CaseScript dispatched(String leadUnit, String... assisting) {
        List<OfferedPart> parts = new ArrayList<>();
        parts.add(part(leadUnit, PartRole.LEAD));
        for (String unit : assisting) {
            parts.add(part(unit, PartRole.ASSISTING));
        }
        Ticket ticket = new Ticket(WhistleKind.ROUTINE, conditions, List.of(), "请处置", false);
        return then(new DispatchEvent.Filed()).then(new DispatchEvent.Dispatched(facts, ticket, parts, null, null));
    }

    /** A decision about the case. */
    CaseScript then(CaseEvent event) {
        return then(event, null);
    }

    /** A decision about a part, or about the case. */
    CaseScript then(CaseEvent event, @Nullable UUID part) {
        missUntilNow();
        emit(event, part, now, actor, role.name());
        return this;
    }

    /** A decision about the lead part. */
    CaseScript lead(CaseEvent event) {
        return then(event, leadPart());
    }

    /** The lead decides after its part ended. With {@code said} dispatch marks the decision as superseded. */
    CaseScript tooLate(CaseEvent event, UUID part, boolean said) {
        UUID id = nextId();
        append(id, event, part, now, actor, role.name(), List.of());
        return said ? then(new DispatchEvent.Superseded(id, "case.recalled.v1", "PART_ENDED"), part) : this;
    }

    OfferedPart part(String unit, PartRole as) {
        UUID id = nextId();
        units.put(id, unit);
        return new OfferedPart(id, unit, as, calendar.version(), true, Duration.ZERO, 0, null);
    }

    UUID leadPart() {
        return java.util.Objects.requireNonNull(lead);
    }

    boolean hasLead() {
        return lead != null;
    }

    CaseState state() {
        return state;
    }

    int round() {
        return round;
    }

    Instant now() {
        return now;
    }

    CaseFacts facts() {
        return facts;
    }

    List<FiledCondition> conditions() {
        return conditions;
    }

    ClockBook book() {
        return book;
    }

    UUID nextId() {
        return new UUID(caseId.getMostSignificantBits(), 0x9000_0000_0000_0000L + ++ids);
    }

    /** The last event. */
    Envelope last() {
        return log.getLast();
    }

    /** Everything so far. */
    List<Envelope> log() {
        return List.copyOf(log);
    }

    /** Owners fire what ran out before the next decision. */
    private void missUntilNow() {
        for (Producer owner : List.of(Producer.INTAKE, Producer.DISPATCH, Producer.DEPARTMENT)) {
            book.due(owner, now).stream()
                    .filter(ClockBook.Due::miss)
                    .sorted(Comparator.comparing(due -> due.clock().deadline()))
                    .forEach(due -> {
                        Instant deadline =
                                java.util.Objects.requireNonNull(due.clock().deadline());
                        emit(
                                new DeskEvent.DeadlineMissed(due.clock().clockId(), deadline),
                                due.clock().assignmentId(),
                                later(deadline.plus(MICROSECOND)),
                                Envelope.SYSTEM,
                                "SYSTEM");
                    });
        }
    }

    private Instant later(Instant time) {
        return log.isEmpty() || time.isAfter(log.getLast().time())
                ? time
                : log.getLast().time();
    }

    private void emit(CaseEvent event, @Nullable UUID part, Instant time, String who, String as) {
        remember(event);
        UUID id = nextId();
        ClockRules.Result result = ClockRules.apply(
                book,
                new ClockRules.Moment(event, id, part, time, round),
                new ClockRules.Traits(facts.source().answersToCitizen(), urgent(), true, conditions, state),
                DeskLimits.DEFAULTS,
                calendar);
        book = result.book();
        append(id, event, part, time, who, as, result.changes());
    }

    private void append(
            UUID id,
            CaseEvent event,
            @Nullable UUID part,
            Instant time,
            String who,
            String as,
            List<org.whistle.events.ClockChange> changes) {
        Producer producer = producerOf(event, part);
        log.add(new Envelope(
                id,
                producer.source(),
                EventTypes.nameOf(event.getClass()),
                caseId.toString(),
                time,
                who,
                as,
                facts.gridCode(),
                sequences.merge(producer, 1L, Long::sum),
                null,
                round,
                part,
                part == null ? null : attempts.getOrDefault(part, 1),
                changes,
                event));
    }

    private boolean urgent() {
        return conditions.stream().anyMatch(FiledCondition::urgent);
    }

    private void remember(CaseEvent event) {
        switch (event) {
            case IntakeEvent.TicketFiled filed -> conditions = filed.ticket().conditions();
            case IntakeEvent.Reopened _ -> round++;
            case IntakeEvent.SpotChecked checked -> round += checked.passed() ? 0 : 1;
            case DispatchEvent.Dispatched dispatched -> offered(dispatched.parts());
            case DispatchEvent.Designated designated -> offered(designated.parts());
            case DispatchEvent.ReworkOrdered rework ->
                rework.parts().forEach(part -> attempts.put(part, rework.attempt()));
            default -> {}
        }
        state = Lifecycle.after(state, event, true);
    }

    private void offered(List<OfferedPart> parts) {
        parts.stream().filter(part -> part.role() == PartRole.LEAD).forEach(part -> lead = part.assignmentId());
    }

    private static Producer producerOf(CaseEvent event, @Nullable UUID part) {
        return switch (event) {
            case IntakeEvent _ -> Producer.INTAKE;
            case DispatchEvent _ -> Producer.DISPATCH;
            case DepartmentEvent _ -> Producer.DEPARTMENT;
            case DeskEvent _ -> part == null ? Producer.INTAKE : Producer.DEPARTMENT;
        };
    }
}
