package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.events.ReferenceEvent;
import org.whistle.events.ReferenceEvent.StagedRecord;
import org.whistle.testing.TestTopic;

/** The county of {@link RandomCases}, put in force as dispatch would. */
public final class SmallCounty {

    private SmallCounty() {}

    /** Puts the county in force under a code. */
    public static void publish(String county) {
        publish(county, 1, records(county, "2026-01-01"));
    }

    /** Puts any records of a county in force as a version of its pack. */
    public static void publish(String county, long version, Map<String, List<StagedRecord>> kinds) {
        try (TestTopic topic = new TestTopic("reference-data")) {
            List<Envelope> pack = new ArrayList<>();
            kinds.forEach((kind, records) ->
                    pack.add(reference(county, new ReferenceEvent.RecordsStaged(county, version, kind, records))));
            int records = kinds.values().stream().mapToInt(List::size).sum();
            pack.add(reference(county, new ReferenceEvent.PackActivated(county, version, "0", records)));
            topic.publish(pack);
        }
    }

    /** Its records by their kind, with the policy of domain.md from a day on. */
    public static Map<String, List<StagedRecord>> records(String county, String policyFrom) {
        return Map.of(
                "county",
                        List.of(record(
                                county,
                                Map.of(
                                        "nameZh", "小县",
                                        "nameEn", "Small",
                                        "timeZone", "Asia/Shanghai",
                                        "locale", "zh-CN",
                                        "calendarVersion", "2026-1",
                                        "minimumStreetWeight", 0.5))),
                "jurisdictions", jurisdictions(county),
                "grids", grids(county),
                "units",
                        RandomCases.UNITS.stream()
                                .map(unit -> record(
                                        unit,
                                        Map.of(
                                                "kind",
                                                "DEPARTMENT",
                                                "group",
                                                "city",
                                                "nameZh",
                                                "单位",
                                                "nameEn",
                                                "Unit")))
                                .toList(),
                "conditions",
                        RandomCases.CATEGORIES.stream()
                                .map(SmallCounty::condition)
                                .toList(),
                "policies", LosAngeles.policies("2026", policyFrom));
    }

    private static List<StagedRecord> jurisdictions(String county) {
        List<StagedRecord> records = new ArrayList<>(List.of(jurisdiction(county, "COUNTY")));
        for (int street = 1; street <= 3; street++) {
            String code = county + "00" + street;
            records.add(jurisdiction(code, "STREET"));
            records.add(jurisdiction(code + "001", "COMMUNITY"));
            records.add(jurisdiction(code + "002", "COMMUNITY"));
        }
        return records;
    }

    private static List<StagedRecord> grids(String county) {
        return jurisdictions(county).stream()
                .filter(one -> one.code().length() == 12)
                .flatMap(one -> java.util.stream.Stream.of("001", "002")
                        .map(grid -> record(one.code() + grid, Map.of("nameZh", "网格", "nameEn", "Grid"))))
                .toList();
    }

    private static StagedRecord jurisdiction(String code, String level) {
        return record(code, Map.of("level", level, "nameZh", "地", "nameEn", "Place"));
    }

    private static StagedRecord condition(String category) {
        return record(
                category + "-1",
                Map.ofEntries(
                        Map.entry("category", category),
                        Map.entry("nameZh", "类"),
                        Map.entry("nameEn", "Category"),
                        Map.entry("conditionZh", "条件"),
                        Map.entry("conditionEn", "Condition"),
                        Map.entry("handleLimit", 2),
                        Map.entry("handleUnit", "WORK_DAY"),
                        Map.entry("closingCriterionZh", "修复"),
                        Map.entry("acceptLimit", 1),
                        Map.entry("acceptUnit", "WORK_HOUR"),
                        Map.entry("urgent", false),
                        Map.entry("evidence", "PHOTO"),
                        Map.entry("leadUnit", "WATER"),
                        Map.entry("assistingUnits", List.of())));
    }

    private static StagedRecord record(String code, Map<String, @Nullable Object> fields) {
        return new StagedRecord(code, fields);
    }

    private static Envelope reference(String county, EventPayload data) {
        return new Envelope(
                UUID.randomUUID(),
                Producer.DISPATCH.source(),
                EventTypes.nameOf(data.getClass()),
                county,
                Instant.now(),
                "admin",
                "ADMIN",
                null,
                1,
                null,
                1,
                null,
                null,
                List.of(),
                data);
    }
}
