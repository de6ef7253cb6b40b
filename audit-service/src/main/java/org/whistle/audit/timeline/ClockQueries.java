package org.whistle.audit.timeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.audit.ledger.Entry;
import org.whistle.audit.projection.CaseLogs;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockBook;
import org.whistle.clock.Explanation;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.ClockChange;
import org.whistle.events.DeskEvent;
import org.whistle.events.Envelope;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;

/** Every clock of a case, derived from the ledger's events with the calendars they name, and explained line by line. */
@Service
public class ClockQueries {

    private final TimelineQueries timeline;
    private final CaseLogs logs;
    private final ReferenceData reference;
    private final DatabaseTime time;

    ClockQueries(TimelineQueries timeline, CaseLogs logs, ReferenceData reference, DatabaseTime time) {
        this.timeline = timeline;
        this.logs = logs;
        this.reference = reference;
        this.time = time;
    }

    /**
     * A clock as the audit knows it.
     *
     * @param owner the service that stops it, and alone fires its warning and its miss
     * @param responsibleUnit of a part's clock
     * @param late whether it was stopped, or is still open, after its deadline
     * @param missed whether its miss was fired and not withdrawn
     */
    public record ClockView(
            UUID clockId,
            String kind,
            String nameZh,
            String nameEn,
            String owner,
            @Nullable UUID assignmentId,
            @Nullable String responsibleUnit,
            @Nullable String conditionCode,
            State state,
            Instant startedAt,
            @Nullable Instant stoppedAt,
            @Nullable Instant deadline,
            @Nullable Instant warning,
            boolean late,
            boolean missed,
            String calendarVersion,
            Explanation explanation) {}

    /** What a clock does now. */
    public enum State {
        /** 计时中 */
        RUNNING,
        /** 暂停 */
        PAUSED,
        /** 已停 */
        STOPPED
    }

    /** The clocks of a case the caller may see, in the order they started. */
    public List<ClockView> clocks(UUID caseId, Caller caller) {
        String code = timeline.get(caseId, caller).gridCode();
        List<Envelope> events = logs.of(caseId).stream().map(Entry::envelope).toList();
        ClockBook book = ClockBook.EMPTY;
        Map<UUID, String> versions = new HashMap<>();
        Map<UUID, String> types = new HashMap<>();
        for (Envelope event : events) {
            types.put(event.id(), event.type());
            for (ClockChange change : event.clocks()) {
                if (change.calendarVersion() != null) {
                    versions.put(change.clockId(), change.calendarVersion());
                }
            }
            if (event.data() instanceof DeskEvent.DeadlineRecomputed recomputed) {
                versions.put(recomputed.clockId(), recomputed.calendarVersion());
            }
            book = book.follow(event, reference.timeOf(code).calendar());
        }
        Instant now = time.now();
        return book.clocks().stream()
                .map(clock -> view(
                        clock,
                        reference.calendar(code, versions.getOrDefault(clock.clockId(), clock.calendarVersion())),
                        types,
                        now))
                .toList();
    }

    private static ClockView view(Clock derived, WorkCalendar calendar, Map<UUID, String> types, Instant now) {
        Clock clock = derived.recomputed(calendar);
        Instant stopped = clock.stoppedAt();
        Instant until = stopped == null ? now : stopped;
        return new ClockView(
                clock.clockId(),
                clock.kind().name(),
                clock.kind().nameZh(),
                clock.kind().nameEn(),
                clock.owner().service(),
                clock.assignmentId(),
                clock.responsibleUnit(),
                clock.conditionCode(),
                stopped != null ? State.STOPPED : clock.running() ? State.RUNNING : State.PAUSED,
                clock.startedAt(),
                stopped,
                clock.deadline(),
                clock.warning(),
                clock.lateAt(until),
                clock.missed() != null,
                calendar.version(),
                Explanation.of(clock, calendar, later(until, clock.deadline()), types::get));
    }

    /** The later of the two: the explanation includes the deadline. */
    private static Instant later(Instant until, @Nullable Instant deadline) {
        return deadline != null && deadline.isAfter(until) ? deadline : until;
    }
}
