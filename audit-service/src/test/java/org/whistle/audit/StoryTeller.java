package org.whistle.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.ClockChange;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.IntakeEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.Position;
import org.whistle.events.Producer;
import org.whistle.events.Ticket;
import org.whistle.events.code.EscalateReason;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;

/** Builds the events of one case, as the desks would publish them. */
public final class StoryTeller {

    /** The grid of every case unless another is named. */
    public static final String GRID = "350999001001001";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final UUID caseId = UUID.randomUUID();
    private final UUID part = UUID.randomUUID();
    private final Map<Producer, Long> sequences = new EnumMap<>(Producer.class);
    private final List<Envelope> told = new ArrayList<>();
    private final String grid;
    private final CaseFacts facts;
    private Instant now;

    private StoryTeller(String grid, String category, String description, Instant start) {
        this.grid = grid;
        this.now = start;
        this.facts = new CaseFacts(
                grid.substring(0, 6) + "20261123" + "%05d".formatted(NUMBERS.incrementAndGet()),
                category,
                description,
                new Position(117.025, 31.112),
                null,
                grid,
                Source.GRID_PATROL,
                null,
                null,
                List.of(),
                1);
    }

    /** A case reported in the usual grid. */
    public static StoryTeller reported(String description) {
        return reported(GRID, "E0110", description, Instant.parse("2026-11-23T01:00:00Z"));
    }

    /** A case reported somewhere. */
    public static StoryTeller reported(String grid, String category, String description, Instant at) {
        StoryTeller story = new StoryTeller(grid, category, description, at);
        story.tell(
                Producer.INTAKE,
                new IntakeEvent.Reported(story.facts, null, "reporter-" + story.caseId, false, null),
                null);
        return story;
    }

    /** Escalated, ticketed and dispatched to a unit. */
    public StoryTeller dispatchedTo(String unit) {
        Ticket ticket = new Ticket(WhistleKind.ROUTINE, List.of(), List.of(), "over to the county", false);
        OfferedPart offered = new OfferedPart(part, unit, PartRole.LEAD, "2026-1@1", true, Duration.ZERO, 0, null);
        return tell(Producer.INTAKE, new IntakeEvent.Escalated(EscalateReason.BEYOND_POWER, "please", null), null)
                .tell(Producer.INTAKE, new IntakeEvent.TicketFiled(facts, ticket), null)
                .tell(Producer.DISPATCH, new DispatchEvent.Filed(), null)
                .tell(
                        Producer.DISPATCH,
                        new DispatchEvent.Dispatched(facts, ticket, List.of(offered), null, null),
                        null);
    }

    /** Handled, checked, confirmed without marks and closed. */
    public StoryTeller closed() {
        return tell(Producer.DEPARTMENT, new DepartmentEvent.Accepted(), part)
                .tell(
                        Producer.DEPARTMENT,
                        new DepartmentEvent.Completed("done", false, List.of(), List.of(), null, null),
                        part)
                .tell(
                        Producer.DISPATCH,
                        new DispatchEvent.CompletionAccepted("SANITATION", "done", false, List.of(), List.of(part)),
                        null)
                .tell(Producer.INTAKE, new IntakeEvent.CheckRequested(false, List.of()), null)
                .tell(Producer.INTAKE, new IntakeEvent.CheckPassed(false, "clean", List.of(), null), null)
                .tell(Producer.INTAKE, new IntakeEvent.Confirmed(null, true, null), null)
                .tell(Producer.INTAKE, new IntakeEvent.Closed(false), null);
    }

    /** One more event, a minute later. */
    public StoryTeller tell(Producer producer, CaseEvent event, @Nullable UUID assignment, ClockChange... clocks) {
        long sequence = sequences.merge(producer, 1L, Long::sum);
        told.add(new Envelope(
                UUID.randomUUID(),
                producer.source(),
                EventTypes.nameOf(event.getClass()),
                caseId.toString(),
                now,
                "somebody",
                "DISPATCHER",
                grid,
                sequence,
                null,
                1,
                assignment,
                assignment == null ? null : 1,
                List.of(clocks),
                event));
        now = now.plus(Duration.ofMinutes(1));
        return this;
    }

    /** All events so far, in order. */
    public List<Envelope> events() {
        return List.copyOf(told);
    }

    /** The case. */
    public UUID caseId() {
        return caseId;
    }

    /** Its number. */
    public String caseNumber() {
        return facts.caseNumber();
    }

    /** The lead part. */
    public UUID part() {
        return part;
    }
}
