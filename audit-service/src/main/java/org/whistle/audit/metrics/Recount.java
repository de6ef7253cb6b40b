package org.whistle.audit.metrics;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whistle.events.Envelope;

/**
 * The sums of a period counted from cases' events alone, without any table: for comparison with a score. It holds a sum per
 * code and measure, never the cases.
 */
public final class Recount {

    private final Period period;
    private final ZoneId zone;
    private final Calendars calendars;
    private final Map<Level, Map<String, Totals>> totals = new EnumMap<>(Level.class);
    private final Map<String, Map<String, Marks>> marks = new TreeMap<>();

    /** A recount of the days between two dates in a zone. */
    public Recount(LocalDate from, LocalDate to, ZoneId zone, Calendars calendars) {
        this.period = new Period(from, to);
        this.zone = zone;
        this.calendars = calendars;
    }

    /** Counts one case, all of its events in the order of the ledger. */
    public void count(List<Envelope> events) {
        Facts.of(CaseStory.of(events), calendars).forEach(this::count);
    }

    /** The sums of everything of a level, by code. */
    public Map<String, Sums> of(Level level) {
        Map<String, Sums> sums = new TreeMap<>();
        totals.getOrDefault(level, Map.of())
                .forEach((key, found) -> sums.merge(Level.nameOf(key), found.scored(), Sums::plus));
        return sums;
    }

    /** What each street gave each unit, by unit and street. */
    public Map<String, Map<String, Marks>> marks() {
        return marks;
    }

    private void count(Fact fact) {
        LocalDate day = fact.at().atZone(zone).toLocalDate();
        if (!day.isBefore(period.to())) {
            return;
        }
        boolean earlier = day.isBefore(period.from());
        for (Level level : Level.values()) {
            level.keyOf(fact)
                    .ifPresent(key -> totals.computeIfAbsent(level, _ -> new TreeMap<>())
                            .computeIfAbsent(key, _ -> new Totals())
                            .add(fact.measure(), earlier, 1, fact.scored() ? 1 : 0));
        }
        String unit = fact.unit();
        if (!earlier && fact.scored() && unit != null && Marks.MEASURES.contains(fact.measure())) {
            String territory = fact.territory();
            marks.computeIfAbsent(unit, _ -> new TreeMap<>())
                    .merge(
                            territory.substring(0, Math.min(Level.STREET.digits(), territory.length())),
                            Marks.of(fact.measure(), 1, fact.amount()),
                            Marks::plus);
        }
    }
}
