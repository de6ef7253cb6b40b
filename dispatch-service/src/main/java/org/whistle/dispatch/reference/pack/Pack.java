package org.whistle.dispatch.reference.pack;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Limit;
import org.whistle.events.ReferenceEvent.StagedRecord;
import org.whistle.events.code.AutoDispatch;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.Role;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;
import org.whistle.events.code.ScoreSubject;
import org.whistle.events.code.StreetMark;

/**
 * A county pack without a mistake, in the order of its files.
 *
 * @param accounts read to check scopes and rosters only; they are not published
 */
public record Pack(
        County county,
        List<Jurisdiction> jurisdictions,
        List<Grid> grids,
        List<Unit> units,
        List<RosterEntry> rosters,
        List<Category> categories,
        List<Holiday> holidays,
        List<DeskLimit> limits,
        List<Account> accounts,
        List<CodeMove> moves,
        List<Component> components,
        List<Policy> policies) {

    public Pack {
        jurisdictions = List.copyOf(jurisdictions);
        grids = List.copyOf(grids);
        units = List.copyOf(units);
        rosters = List.copyOf(rosters);
        categories = List.copyOf(categories);
        holidays = List.copyOf(holidays);
        limits = List.copyOf(limits);
        accounts = List.copyOf(accounts);
        moves = List.copyOf(moves);
        components = List.copyOf(components);
        policies = List.copyOf(policies);
    }

    /** The records published to the desks, every kind once, empty ones included. */
    public List<Kind> records() {
        return PackRecords.of(this);
    }

    /** The records of one kind, as they go on the wire. */
    public record Kind(String name, List<StagedRecord> records) {

        public Kind {
            records = List.copyOf(records);
        }
    }

    /**
     * The county itself.
     *
     * @param minimumStreetWeight from 0 to 1
     * @param minimumStreetWeightSource the source of that rule
     */
    public record County(
            String code,
            String nameZh,
            String nameEn,
            ZoneId timeZone,
            String locale,
            double minimumStreetWeight,
            @Nullable String minimumStreetWeightSource,
            List<WorkingSlot> workingSlots,
            String calendarVersion,
            boolean demo) {

        public County {
            workingSlots = List.copyOf(workingSlots);
        }
    }

    /** A part of the day in which working hours run. */
    public record WorkingSlot(LocalTime from, LocalTime to) {}

    /** A county, street or community. */
    public record Jurisdiction(String code, Level level, String nameZh, String nameEn) {}

    /** The territorial levels above the grid. */
    public enum Level {
        /** 县, 6 digits */
        COUNTY(6),
        /** 街道, 9 digits */
        STREET(9),
        /** 社区, 12 digits */
        COMMUNITY(12);

        private final int digits;

        Level(int digits) {
            this.digits = digits;
        }

        int digits() {
            return digits;
        }
    }

    /** A grid 网格 with its closed rings, the outer one first. */
    public record Grid(String code, String nameZh, String nameEn, List<List<Point>> polygon) {

        public Grid {
            polygon = polygon.stream().map(List::copyOf).toList();
        }
    }

    /** WGS 84 degrees. */
    public record Point(double longitude, double latitude) {}

    /** A responsible unit 责任单位; those of one group are ranked together. */
    public record Unit(String code, UnitKind kind, String group, String nameZh, String nameEn) {}

    /** What a responsible unit is. */
    public enum UnitKind {
        /** 部门 */
        DEPARTMENT,
        /** 公共事业企业 */
        ENTERPRISE,
        /** 街道 */
        STREET
    }

    /** Who of a unit has a duty. */
    public record RosterEntry(String unit, Duty duty, String account) {}

    /** The duties of a unit's roster. */
    public enum Duty {
        /** 值班 */
        ON_DUTY,
        /** 副班 */
        DEPUTY,
        /** 带班领导 */
        LEADER
    }

    /**
     * A category of incidents with its filing conditions.
     *
     * @param duplicateRadius metres within which another report may be the same thing; absent for the usual ones
     */
    public record Category(
            String code,
            String nameZh,
            String nameEn,
            @Nullable Integer duplicateRadius,
            List<Condition> conditions) {

        public Category {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * A filing condition 立案条件.
     *
     * @param stage from 1 where the category is handled in stages
     * @param leadUnit {@code STREET} is the street of the grid
     * @param autoDispatch {@code NONE} where the file does not say
     */
    public record Condition(
            String code,
            String conditionZh,
            String conditionEn,
            Limit handle,
            @Nullable Integer stage,
            String closingCriterionZh,
            Limit accept,
            boolean urgent,
            EvidenceKind evidence,
            String leadUnit,
            List<String> assistingUnits,
            String source,
            AutoDispatch autoDispatch) {

        public Condition {
            assistingUnits = List.copyOf(assistingUnits);
        }
    }

    /** A day that differs from its weekday. */
    public record Holiday(LocalDate date, DayKind kind, String nameZh, String nameEn) {}

    /** The exceptions of a calendar. */
    public enum DayKind {
        /** 放假: a weekday off */
        HOLIDAY,
        /** 调休: a weekend day worked */
        WORKDAY
    }

    /** A desk's own limit. */
    public record DeskLimit(DeskClock clock, Limit limit) {}

    /** A grant of an account. */
    public record Account(
            String username,
            String name,
            Role role,
            List<String> scopes,
            @Nullable String unit) {

        public Account {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * How a subject is scored from a day on.
     *
     * @param parts points of the objective score, 100 together
     * @param ofUnits the rest of the formula, for units alone
     */
    public record Policy(
            String code,
            LocalDate validFrom,
            ScoreSubject subject,
            Map<ScorePart, Double> parts,
            @Nullable OfUnits ofUnits) {

        /**
         * What only units have.
         *
         * @param streetWeight {@code w}, from 0 to 1
         * @param marks points of the street mark, 100 together
         * @param fewestRatings with fewer ratings the group's mean is used instead
         */
        public record OfUnits(
                double streetWeight,
                Map<StreetMark, Double> marks,
                Map<ScoreDeduction, Double> deductions,
                double deductionsMost,
                double bonusMost,
                int fewestRatings) {}
    }

    /** The new code for open cases of an old code. */
    public record CodeMove(String from, String to) {}
}
