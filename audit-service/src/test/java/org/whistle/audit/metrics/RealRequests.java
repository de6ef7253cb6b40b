package org.whistle.audit.metrics;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Rating;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.Role;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.Source;
import org.whistle.events.code.SupervisionLevel;

/**
 * The 9 989 real requests as the logs their cases would have: opened and closed when they really were, handled by their real
 * owners within the pack's limits, the desks in between spread over that time as the replay does it. Marks, returns, reworks,
 * rulings, appeals and answers are seeded.
 */
public final class RealRequests {

    private static final Path FILE = Path.of("../deploy/replaying/data/la311-2020.csv");
    private static final Duration STILL_OPEN = Duration.ofDays(365);
    private static final long FIRST_NUMBER = 5_000_000;

    private final CSVRecord row;
    private final Random random;
    private final Instant created;
    private final @Nullable Instant closed;
    private final Duration open;
    private final double haste;
    private final CaseScript script;
    private final FiledCondition condition;

    private RealRequests(CSVRecord row, long number, String grid, FiledCondition condition, WorkCalendar calendar) {
        this.row = row;
        this.condition = condition;
        random = new Random(row.get("request_id").hashCode());
        created = instant(row.get("created"));
        Instant end = row.get("closed").isEmpty() ? null : instant(row.get("closed"));
        closed = end != null && end.isBefore(created) ? created : end;
        open = closed == null ? STILL_OPEN : Duration.between(created, closed);
        haste = 0.6 + random.nextDouble() * 0.7;
        script = CaseScript.of(
                        FIRST_NUMBER + number,
                        grid,
                        condition
                                .conditionCode()
                                .substring(0, condition.conditionCode().indexOf('-')),
                        patrol() ? Source.GRID_PATROL : Source.CITIZEN,
                        created)
                .in(calendar);
    }

    /** A log for each request, in the order of their opening; made once, since that takes long. */
    public static List<List<Envelope>> logs() {
        return Made.LOGS;
    }

    private static final class Made {
        private static final List<List<Envelope>> LOGS = make();
    }

    private static List<List<Envelope>> make() {
        List<CSVRecord> rows = LosAngeles.read(FILE);
        Map<String, String> communities = communities(rows);
        Map<String, FiledCondition> conditions = LosAngeles.conditions();
        WorkCalendar calendar = LosAngeles.calendar();
        List<List<Envelope>> logs = new ArrayList<>();
        for (CSVRecord row : rows) {
            FiledCondition condition = java.util.Objects.requireNonNull(conditions.get(row.get("type")));
            String grid = communities.get(place(row)) + "001";
            logs.add(new RealRequests(row, logs.size(), grid, condition, calendar).log());
        }
        return logs;
    }

    /** Numbered as the pack numbers them: by district and council, no council comes last. */
    private static Map<String, String> communities(List<CSVRecord> rows) {
        TreeSet<int[]> places =
                new TreeSet<>(Comparator.<int[]>comparingInt(place -> place[0]).thenComparingInt(place -> place[1]));
        rows.forEach(row -> places.add(new int[] {district(row), council(row)}));
        Map<String, String> codes = new HashMap<>();
        Map<Integer, Integer> numbers = new HashMap<>();
        places.forEach(place -> codes.put(
                place[0] + "/" + place[1],
                "%s%03d%03d".formatted(LosAngeles.COUNTY, place[0], numbers.merge(place[0], 1, Integer::sum))));
        return codes;
    }

    private List<Envelope> log() {
        reported();
        toTheCounty();
        String unit = row.get("owner");
        script.until(after(0.22, 220)).dispatched(unit);
        returned(unit);
        script.until(after(0.28, 330)).by("liaison", Role.DEPARTMENT).lead(new DepartmentEvent.Accepted());
        if (closed != null) {
            handled();
            checked();
            ended();
        } else if (random.nextInt(3) == 0) {
            script.until(after(0.5, 40_000)).then(Said.supervised(SupervisionLevel.values()[random.nextInt(3)]));
        }
        return script.log();
    }

    private void reported() {
        script.by(patrol() ? "worker-" + random.nextInt(40) : "citizen", patrol() ? Role.GRID_WORKER : Role.CITIZEN)
                .reported();
        if (!patrol()) {
            script.by("community", Role.COMMUNITY)
                    .until(after(0.03, 20))
                    .then(new IntakeEvent.VerificationRequested(null, null))
                    .by("worker-1", Role.GRID_WORKER)
                    .until(after(0.10, 90))
                    .then(new IntakeEvent.Verified(true, "", List.of()));
        }
    }

    private void toTheCounty() {
        script.by("community", Role.COMMUNITY)
                .until(after(0.14, 120))
                .then(Said.escalated())
                .by("street", Role.STREET)
                .until(after(0.18, 180))
                .ticketed(condition)
                .by("dispatcher", Role.DISPATCHER);
    }

    /** 3 in a hundred are sent back at first, most of these without reason. */
    private void returned(String unit) {
        if (random.nextInt(33) == 0) {
            script.after(Duration.ofMinutes(5)).lead(Said.returnRequested()).after(Duration.ofMinutes(20));
            boolean justified = random.nextInt(3) == 0;
            script.lead(
                    justified ? new DispatchEvent.ReturnApproved(true, "") : new DispatchEvent.ReturnRefused(true, ""));
            if (justified) {
                script.after(Duration.ofMinutes(10)).dispatched(unit.equals("BOS") ? "BSS" : "BOS");
            }
        }
    }

    private void handled() {
        if (random.nextInt(40) == 0) {
            script.lead(Said.extensionRequested()).after(Duration.ofMinutes(30)).lead(Said.granted());
        }
        if (random.nextInt(50) == 0) {
            script.then(Said.supervised(SupervisionLevel.values()[random.nextInt(3)]));
        }
        if (random.nextInt(400) == 0) {
            script.then(new DispatchEvent.MisconductFound(row.get("owner"), "", List.of()));
        }
        completed(0.20, 30 * 60);
    }

    private void completed(double share, long minutes) {
        script.until(before(share, minutes))
                .by("liaison", Role.DEPARTMENT)
                .lead(Said.completed())
                .then(Said.accepted(script.leadPart()))
                .then(Said.checkRequested(false));
    }

    /** 5 in a hundred fail the first check, some of these three times. */
    private void checked() {
        int failures = random.nextInt(20) != 0 ? 0 : 1 + random.nextInt(3);
        for (int failed = 1; failed <= failures; failed++) {
            script.until(before(0.18 - 0.03 * failed, 1_500 - 300L * failed))
                    .by("worker-2", Role.GRID_WORKER)
                    .then(Said.checkFailed(null, failed))
                    .by("dispatcher", Role.DISPATCHER);
            boolean ruled = failed == 3;
            if (ruled) {
                script.then(Said.ruled(RulingDecision.REWORK));
            }
            script.then(Said.reworkOrdered(
                    ruled ? ReworkCause.RULED : ReworkCause.CHECK_FAILED, failed + 1, script.leadPart()));
            completed(0.165 - 0.03 * failed, 1_350 - 300L * failed);
        }
        script.until(before(0.05, 120))
                .by("worker-" + random.nextInt(40), Role.GRID_WORKER)
                .then(Said.checkPassed(false));
    }

    /** One street in ten does not rate; the others give their marks. */
    private void ended() {
        script.until(before(0, 0)).by("street", Role.STREET);
        boolean silent = random.nextInt(10) == 0;
        Rating rating = new Rating(mark(), mark(), mark(), mark());
        script.then(silent ? Said.silence() : new IntakeEvent.Confirmed(rating, false, null))
                .then(Said.closed());
        UUID confirmed = script.log().get(script.log().size() - 2).id();
        if (!patrol() && random.nextInt(3) == 0) {
            script.after(3).then(new IntakeEvent.Rated("r", random.nextInt(5) != 0, 2 + random.nextInt(4), null));
        }
        if (random.nextInt(20) == 0) {
            script.after(20).then(Said.spotChecked(random.nextInt(8) != 0));
        }
        if (random.nextInt(25) == 0) {
            appealed(confirmed);
        }
        if (random.nextInt(100) == 0) {
            script.after(1).then(new IntakeEvent.RecurrenceLinked(new UUID(3, 3), 12));
        }
    }

    /** About a missed deadline or a rework where there is one, else about the marks. */
    private void appealed(UUID confirmed) {
        UUID about = script.log().stream()
                .flatMap(one -> switch (one.data()) {
                    case DispatchEvent.ReworkOrdered _, DispatchEvent.ReturnRefused _ ->
                        java.util.stream.Stream.of(one.id());
                    case DeskEvent.DeadlineMissed missed
                    when ofTheUnit(missed.clockId()) -> java.util.stream.Stream.of(missed.clockId());
                    default -> java.util.stream.Stream.<UUID>empty();
                })
                .findFirst()
                .orElse(confirmed);
        script.by("liaison", Role.DEPARTMENT);
        Scripts.appealed(script, about, random.nextInt(3) != 0);
    }

    private boolean ofTheUnit(UUID clockId) {
        return script.book()
                .latest(clock -> clock.clockId().equals(clockId)
                        && (clock.kind() == ClockKind.ACCEPT
                                || clock.kind() == ClockKind.HANDLING
                                || clock.kind() == ClockKind.REWORK))
                .isPresent();
    }

    private int mark() {
        return Math.min(100, 55 + random.nextInt(10) * 5 + random.nextInt(5));
    }

    private boolean patrol() {
        return row.get("source").equals("Driver Self Report");
    }

    private Instant after(double share, long minutes) {
        return created.plusSeconds((long) (Math.min(share * open.toSeconds(), minutes * 60.0) * haste));
    }

    private Instant before(double share, long minutes) {
        return created.plus(open).minusSeconds((long) Math.min(share * open.toSeconds(), minutes * 60.0));
    }

    private static String place(CSVRecord row) {
        return district(row) + "/" + council(row);
    }

    private static int district(CSVRecord row) {
        return Integer.parseInt(row.get("council_district"));
    }

    private static int council(CSVRecord row) {
        String council = row.get("neighborhood_council");
        return council.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(council);
    }

    private static Instant instant(String local) {
        return LocalDateTime.parse(local).atZone(LosAngeles.ZONE).toInstant();
    }
}
