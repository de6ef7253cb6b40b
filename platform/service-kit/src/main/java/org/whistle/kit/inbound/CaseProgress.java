package org.whistle.kit.inbound;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.Envelope;

/**
 * How far each desk's events of some cases were applied (events.md, Envelope): every desk numbers its events of a case from
 * 1 without a gap, so a missing number is an event that did not arrive. An id of an event is not kept for ever
 * ({@code KitRetentions}); an old event that is delivered again, because it was published again or a reader began from the
 * start of its topic, is recognized by its number. Belongs to one transaction.
 */
final class CaseProgress {

    private static final int TIME_ORDERED = 7;

    private final JdbcClient jdbc;
    private final Instant since;
    private final Instant forgotten;
    private final Map<Line, Long> last = new HashMap<>();
    private final Map<Line, Long> moved = new HashMap<>();

    /** The events of one desk about one case. */
    private record Line(UUID caseId, String source) {

        Line(Envelope envelope) {
            this(envelope.caseId(), envelope.source());
        }
    }

    /**
     * Of some cases, nothing read yet.
     *
     * @param since numbers of cases that began before may not have been recorded
     * @param forgotten ids of events of before that may be deleted
     */
    CaseProgress(JdbcClient jdbc, Instant since, Instant forgotten) {
        this.jdbc = jdbc;
        this.since = since;
        this.forgotten = forgotten;
    }

    /** Takes in how far one desk's events of a case were applied. */
    void read(UUID caseId, String source, long sequence) {
        last.put(new Line(caseId, source), sequence);
    }

    /**
     * Whether it was applied so long ago that its id may be gone. A desk that was restored may use a number again, but in a
     * new event.
     */
    boolean wasApplied(Envelope envelope) {
        return envelope.time().isBefore(forgotten) && envelope.sequence() <= last.getOrDefault(new Line(envelope), 0L);
    }

    /** The number that has to come first, where an event left out others; empty where it may be applied. */
    Optional<Long> missingBefore(Envelope envelope) {
        Long applied = last.get(new Line(envelope));
        if (applied == null && (envelope.sequence() == 1 || !countedFromTheStart(envelope.caseId()))) {
            return Optional.empty();
        }
        long expected = applied == null ? 1 : applied + 1;
        return envelope.sequence() > expected ? Optional.of(expected) : Optional.empty();
    }

    /** Takes note of an event that is applied. A desk that was restored may use a number again. */
    void applied(Envelope envelope) {
        Line line = new Line(envelope);
        if (envelope.sequence() > last.getOrDefault(line, 0L)) {
            last.put(line, envelope.sequence());
            moved.put(line, envelope.sequence());
        }
    }

    /** Writes what was noted. */
    void save() {
        if (moved.isEmpty()) {
            return;
        }
        List<Line> lines = List.copyOf(moved.keySet());
        jdbc.sql("""
                        insert into case_progress (case_id, source, sequence)
                        select * from unnest(:cases::uuid[], :sources::text[], :sequences::bigint[])
                        on conflict (case_id, source) do update
                        set sequence = greatest(case_progress.sequence, excluded.sequence), noted_at = excluded.noted_at
                        """)
                .param("cases", lines.stream().map(Line::caseId).toArray(UUID[]::new))
                .param("sources", lines.stream().map(Line::source).toArray(String[]::new))
                .param("sequences", lines.stream().map(moved::get).toArray(Long[]::new))
                .update();
    }

    /** By the time in its id. */
    private boolean countedFromTheStart(UUID caseId) {
        return caseId.version() == TIME_ORDERED
                && !Instant.ofEpochMilli(caseId.getMostSignificantBits() >>> 16).isBefore(since);
    }
}
