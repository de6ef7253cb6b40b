package org.whistle.audit.score;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceStore;

/** The policy of domain.md, and reference data that has nothing but policies. */
final class Policies {

    static final String COUNTY = "350981";

    private static final List<String> OF_UNITS = List.of(
            "ACCEPT_ON_TIME:10",
            "ON_TIME_HANDLING:40",
            "CLOSING:20",
            "FIRST_CHECK:15",
            "JUSTIFIED_RETURNS:5",
            "SATISFACTION:10");

    private Policies() {}

    /** As domain.md has it, all subjects. */
    static Policy usual() {
        return Policy.on(java.time.LocalDate.of(2026, 3, 1), reference(0.5, usualRecords("2026", "2026-01-01")))
                .orElseThrow();
    }

    static Reference.Policy[] usualRecords(String policy, String validFrom) {
        return new Reference.Policy[] {
            units(policy, validFrom, 0.5),
            other(
                    policy,
                    validFrom,
                    "STREET",
                    "VALID_REPORTS:20",
                    "SELF_HANDLED_SHARE:15",
                    "ON_TIME_TRIAGE:25",
                    "ON_TIME_HANDLING:20",
                    "TRUE_CLOSING:10",
                    "RECURRENCE:10"),
            other(
                    policy,
                    validFrom,
                    "COMMUNITY",
                    "VALID_REPORTS:20",
                    "SELF_HANDLED_SHARE:15",
                    "ON_TIME_TRIAGE:25",
                    "ON_TIME_HANDLING:20",
                    "TRUE_CLOSING:10",
                    "RECURRENCE:10"),
            other(
                    policy,
                    validFrom,
                    "COMMAND_CENTER",
                    "DISPATCH_ON_TIME:40",
                    "DISPATCH_ACCURACY:40",
                    "REVIEWS_ON_TIME:20"),
            other(policy, validFrom, "GRID_WORKER", "VALID_REPORTS:50", "CHECKS_ON_TIME:50")
        };
    }

    static Reference.Policy units(String policy, String validFrom, @Nullable Double streetWeight) {
        return new Reference.Policy(
                policy + "/UNIT",
                policy,
                validFrom,
                "UNIT",
                OF_UNITS,
                streetWeight,
                List.of("ARRIVAL_SPEED:25", "QUALITY:35", "COOPERATION:20", "COMMUNICATION:20"),
                List.of(
                        "FAILED_CHECK:0.2",
                        "FAILED_THREE_TIMES:0.5",
                        "MISCONDUCT:1",
                        "SUPERVISION_ORANGE:1",
                        "SUPERVISION_RED:2"),
                5.0,
                5.0,
                3);
    }

    static Reference.Policy other(String policy, String validFrom, String subject, String... parts) {
        return new Reference.Policy(
                policy + "/" + subject, policy, validFrom, subject, List.of(parts), null, null, null, null, null, null);
    }

    /** With units and nothing else but the county. */
    static Reference county(Map<String, String> groups) {
        Reference none = reference(0.5);
        return new Reference(
                none.version(),
                none.county(),
                Map.of(),
                Map.of(),
                groups.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                unit -> new Reference.Unit(
                                        unit.getKey(), "DEPARTMENT", unit.getValue(), "单位", "Unit"))),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    static Reference reference(@Nullable Double minimum, Reference.Policy... policies) {
        return new Reference(
                new ReferenceStore.Version(COUNTY, 1, ""),
                new Reference.County(
                        COUNTY, "小县", "Small", ZoneId.of("Asia/Shanghai").getId(), "zh-CN", "2026-1", null, minimum),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Arrays.stream(policies).collect(Collectors.toMap(Reference.Policy::code, Function.identity())));
    }
}
