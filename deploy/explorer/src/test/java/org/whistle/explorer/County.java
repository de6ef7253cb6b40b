package org.whistle.explorer;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.CaseFacts;
import org.whistle.events.Position;
import org.whistle.events.code.AutoDispatch;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceStore;

/** A county small enough to see through: three units, a plain, an urgent and a staged condition. */
final class County {

    static final String GRID = "350999001001001";
    static final String PLAIN = "E0110-1";
    static final String URGENT = "C0101-1";
    static final UUID CASE = new UUID(0, 1);

    static final Caller COMMUNITY = caller("community", Role.COMMUNITY, "350999001001", null);
    static final Caller STREET = caller("street", Role.STREET, "350999001", null);
    static final Caller STREET_LEADER = caller("street-leader", Role.STREET_LEADER, "350999001", null);
    static final Caller REPORTER = caller("grid", Role.GRID_WORKER, GRID, null);
    static final Caller CHECKER = caller("grid2", Role.GRID_WORKER, GRID, null);
    static final Caller DISPATCHER = caller("dispatcher", Role.DISPATCHER, "350999", null);
    static final Caller DISPATCHER_2 = caller("dispatcher2", Role.DISPATCHER, "350999", null);
    static final Caller LEADER = caller("command-leader", Role.COMMAND_LEADER, "350999", null);

    static final Reference REFERENCE = new Reference(
            new ReferenceStore.Version("350999", 1, ""),
            new Reference.County(
                    "350999",
                    "海湾县",
                    "Haiwan",
                    "Asia/Shanghai",
                    "zh-CN",
                    "2026-1",
                    List.of(
                            new WorkCalendar.Slot(LocalTime.of(8, 0), LocalTime.of(12, 0)),
                            new WorkCalendar.Slot(LocalTime.of(14, 0), LocalTime.of(18, 0))),
                    null),
            Map.of(),
            Map.of(),
            Stream.of("A", "B", "C")
                    .map(code -> new Reference.Unit(code, "DEPARTMENT", "city", code, code))
                    .collect(Collectors.toMap(Reference.Unit::code, Function.identity())),
            Stream.of(
                            condition(PLAIN, "E0110", 4, ClockUnit.WORK_HOUR, null, false),
                            condition(URGENT, "C0101", 2, ClockUnit.URGENT_HOUR, null, true),
                            condition("S0001-1", "S0001", 1, ClockUnit.URGENT_HOUR, 1, false),
                            condition("S0001-2", "S0001", 5, ClockUnit.WORK_DAY, 2, false))
                    .collect(Collectors.toMap(Reference.Condition::code, Function.identity())),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());

    private County() {}

    static Caller liaison(String unit) {
        return caller("dept-" + unit, Role.DEPARTMENT, "350999", unit);
    }

    static CaseFacts facts(String condition, Source source) {
        return new CaseFacts(
                "3509992026112300001",
                condition.substring(0, condition.indexOf('-')),
                "现场",
                new Position(119.874270, 26.631039),
                null,
                GRID,
                source,
                null,
                null,
                List.of(),
                1);
    }

    private static Caller caller(String account, Role role, String scope, @Nullable String unit) {
        return new Caller(account, List.of(new Grant(role, List.of(scope), unit)), "request");
    }

    private static Reference.Condition condition(
            String code, String category, int limit, ClockUnit unit, @Nullable Integer stage, boolean urgent) {
        return new Reference.Condition(
                code,
                category,
                category,
                category,
                code,
                code,
                limit,
                unit,
                stage,
                "清除",
                1,
                ClockUnit.WORK_HOUR,
                urgent,
                EvidenceKind.NONE,
                "A",
                List.of("B"),
                null,
                urgent ? AutoDispatch.ON_MISS : null);
    }
}
