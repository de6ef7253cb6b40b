package org.whistle.kit.reference;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.DeskLimits;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.FiledCondition;
import org.whistle.events.Limit;
import org.whistle.events.code.AutoDispatch;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EvidenceKind;
import org.whistle.kit.desk.CountyTime;

/** The reference data of one county in one version, all of it together in force. */
public record Reference(
        ReferenceStore.Version version,
        County county,
        Map<String, Jurisdiction> jurisdictions,
        Map<String, Grid> grids,
        Map<String, Unit> units,
        Map<String, Condition> conditions,
        Map<String, Move> moves,
        Map<String, Holiday> holidays,
        Map<String, DeskLimit> limits,
        Map<String, Duty> rosters,
        Map<String, Policy> policies) {

    /** Codes of the street's own unit begin like this. */
    public static final String STREET_UNIT_PREFIX = "STREET-";

    private static final String STREET = "STREET";
    private static final int STREET_DIGITS = 9;

    public Reference {
        jurisdictions = Map.copyOf(jurisdictions);
        grids = Map.copyOf(grids);
        units = Map.copyOf(units);
        conditions = Map.copyOf(conditions);
        moves = Map.copyOf(moves);
        holidays = Map.copyOf(holidays);
        limits = Map.copyOf(limits);
        rosters = Map.copyOf(rosters);
        policies = Map.copyOf(policies);
    }

    /** The county's calendar and its desks' limits. */
    public CountyTime time() {
        return new CountyTime(calendar(), deskLimits());
    }

    /** When the county works; named by the published calendar and the pack it came with, so that it can be found again. */
    public WorkCalendar calendar() {
        return new WorkCalendar(
                county.calendarVersion() + "@" + version.version(),
                county.zone(),
                county.slots(),
                holidays.values().stream()
                        .collect(Collectors.toMap(
                                day -> LocalDate.parse(day.code()),
                                day -> new WorkCalendar.Exception(
                                        day.kind().equals("WORKDAY"), day.nameZh(), day.nameEn()))));
    }

    /** The account that has a duty of a unit; empty where none has. */
    public Optional<String> onDuty(String unit, String duty) {
        return Optional.ofNullable(rosters.get(unit + "/" + duty)).map(Duty::account);
    }

    private DeskLimits deskLimits() {
        return new DeskLimits(limits.values().stream()
                .collect(Collectors.toMap(DeskLimit::code, one -> new Limit(one.limit(), one.unit()))));
    }

    /** The conditions of a category, in their order; empty for an unknown one. */
    public List<Condition> conditionsOf(String category) {
        return new TreeMap<>(conditions)
                .values().stream()
                        .filter(condition -> condition.category().equals(category))
                        .toList();
    }

    /** A condition by its code. */
    public Optional<Condition> condition(String code) {
        return Optional.ofNullable(conditions.get(code));
    }

    /** The unit behind a code of the responsibility list: {@code STREET} is the street of the grid. */
    public String resolveUnit(String code, String gridCode) {
        return code.equals(STREET) ? STREET_UNIT_PREFIX + gridCode.substring(0, STREET_DIGITS) : code;
    }

    /** County-wide settings. */
    public record County(
            String code,
            String nameZh,
            String nameEn,
            String timeZone,
            String locale,
            String calendarVersion,
            @Nullable List<WorkCalendar.Slot> workingSlots,
            @Nullable Double minimumStreetWeight) {

        /** The slots of a working day; the usual ones where the county has none. */
        List<WorkCalendar.Slot> slots() {
            return workingSlots == null || workingSlots.isEmpty() ? WorkCalendar.UNPUBLISHED.slots() : workingSlots;
        }

        /** The zone all local times of the county are in. */
        public ZoneId zone() {
            return ZoneId.of(timeZone);
        }
    }

    /** A county, street or community. */
    public record Jurisdiction(String code, String level, String nameZh, String nameEn) {}

    /**
     * The smallest territory.
     *
     * @param polygon GeoJSON rings of longitude and latitude, WGS 84
     */
    public record Grid(String code, String nameZh, String nameEn, List<List<List<Double>>> polygon) {}

    /** A responsible unit. */
    public record Unit(String code, String kind, String group, String nameZh, String nameEn) {}

    /** A code that became another, when a street was split. */
    public record Move(String code, String to) {

        /** What a code below the old one is called now. */
        public String moved(String old) {
            return to + old.substring(code.length());
        }
    }

    /** A day that differs from its weekday; {@code code} is the date, {@code kind} HOLIDAY or WORKDAY. */
    public record Holiday(String code, String kind, String nameZh, String nameEn) {}

    /** A desk's own limit, by its clock. */
    public record DeskLimit(String code, int limit, ClockUnit unit) {}

    /** Who of a unit has a duty: ON_DUTY, DEPUTY or LEADER. */
    public record Duty(String code, String unit, String duty, String account) {}

    /**
     * How a subject is scored (domain.md, Score); {@code code} is policy and subject.
     *
     * @param validFrom the first day it is in force, such as {@code 2026-01-01}
     * @param subject a {@link org.whistle.events.code.ScoreSubject}
     * @param parts such as {@code CLOSING:20}, 100 together
     * @param streetWeight of units: {@code w}, from 0 to 1
     * @param marks of units: such as {@code QUALITY:35}, 100 together
     * @param deductions of units: such as {@code MISCONDUCT:1}, points a case
     */
    public record Policy(
            String code,
            String policy,
            String validFrom,
            String subject,
            List<String> parts,
            @Nullable Double streetWeight,
            @Nullable List<String> marks,
            @Nullable List<String> deductions,
            @Nullable Double deductionsMost,
            @Nullable Double bonusMost,
            @Nullable Integer fewestRatings) {}

    /**
     * A filing condition with its category, limits and responsible units.
     *
     * @param duplicateRadius metres within which another report may be the same thing; absent for the usual ones
     * @param autoDispatch absent for {@link AutoDispatch#NONE}
     */
    public record Condition(
            String code,
            String category,
            String nameZh,
            String nameEn,
            String conditionZh,
            String conditionEn,
            int handleLimit,
            ClockUnit handleUnit,
            @Nullable Integer stage,
            String closingCriterionZh,
            int acceptLimit,
            ClockUnit acceptUnit,
            boolean urgent,
            EvidenceKind evidence,
            String leadUnit,
            List<String> assistingUnits,
            @Nullable Integer duplicateRadius,
            @Nullable AutoDispatch autoDispatch) {

        /** What is copied into a case and stays. */
        public FiledCondition filed() {
            return new FiledCondition(
                    code,
                    conditionZh,
                    conditionEn,
                    new Limit(handleLimit, handleUnit),
                    new Limit(acceptLimit, acceptUnit),
                    stage,
                    closingCriterionZh,
                    evidence,
                    urgent);
        }
    }
}
