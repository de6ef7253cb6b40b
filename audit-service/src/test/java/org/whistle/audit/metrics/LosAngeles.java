package org.whistle.audit.metrics;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.FiledCondition;
import org.whistle.events.Limit;
import org.whistle.events.ReferenceEvent.StagedRecord;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EvidenceKind;

/** The county pack {@code los-angeles}, as its files are. */
public final class LosAngeles {

    /** Its code. */
    public static final String COUNTY = "906037";

    /** Its time. */
    public static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private static final Path PACK = Path.of("../deploy/packs/los-angeles");

    private LosAngeles() {}

    /** Its working days, as the first pack publishes them. */
    static WorkCalendar calendar() {
        return new WorkCalendar(
                "2026-1@1",
                ZONE,
                List.of(slot("08:00", "12:00"), slot("13:00", "17:00")),
                rows("holidays").stream()
                        .collect(Collectors.toMap(
                                row -> LocalDate.parse(row.get("date")),
                                row -> new WorkCalendar.Exception(
                                        row.get("kind").equals("WORKDAY"), row.get("name_zh"), row.get("name_en")))));
    }

    /** What requests of a type are filed under, by the type. */
    static Map<String, FiledCondition> conditions() {
        return rows("categories").stream()
                .collect(Collectors.toMap(
                        row -> row.get("name_en"),
                        row -> new FiledCondition(
                                row.get("condition"),
                                row.get("condition_zh"),
                                row.get("condition_en"),
                                limit(row, "handle"),
                                limit(row, "accept"),
                                null,
                                row.get("closing_criterion_zh"),
                                EvidenceKind.NONE,
                                false)));
    }

    /** The county's records by their kind, as dispatch stages them. */
    public static Map<String, List<StagedRecord>> records() {
        return Map.of(
                "county",
                List.of(new StagedRecord(
                        COUNTY,
                        Map.of(
                                "nameZh",
                                "洛杉矶",
                                "nameEn",
                                "Los Angeles",
                                "timeZone",
                                ZONE.getId(),
                                "locale",
                                "en",
                                "calendarVersion",
                                "2026-1",
                                "minimumStreetWeight",
                                0.5,
                                "workingSlots",
                                List.of(
                                        Map.of("from", "08:00", "to", "12:00"),
                                        Map.of("from", "13:00", "to", "17:00"))))),
                "jurisdictions",
                records("organisation", row -> row.get("code"), LosAngeles::named, "level"),
                "units",
                records("units", row -> row.get("unit"), LosAngeles::named, "kind", "group"),
                "holidays",
                records("holidays", row -> row.get("date"), LosAngeles::named, "kind"),
                "policies",
                records("policies", row -> row.get("policy") + "/" + row.get("subject"), LosAngeles::policy));
    }

    /** Its policy, which is the one of domain.md, under another name from another day on. */
    static List<StagedRecord> policies(String policy, String validFrom) {
        return records("policies", row -> policy + "/" + row.get("subject"), row -> {
            Map<String, @Nullable Object> fields = policy(row);
            fields.put("policy", policy);
            fields.put("validFrom", validFrom);
            return fields;
        });
    }

    /** The rows of any CSV file with a header. */
    static List<CSVRecord> read(Path file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = CSVParser.parse(reader, format)) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CSVRecord> rows(String file) {
        return read(PACK.resolve(file + ".csv"));
    }

    private static List<StagedRecord> records(
            String file,
            Function<CSVRecord, String> code,
            Function<CSVRecord, Map<String, @Nullable Object>> fields,
            String... columns) {
        return rows(file).stream()
                .map(row -> {
                    Map<String, @Nullable Object> all = fields.apply(row);
                    for (String column : columns) {
                        all.put(column, row.get(column));
                    }
                    return new StagedRecord(code.apply(row), all);
                })
                .toList();
    }

    private static Map<String, @Nullable Object> named(CSVRecord row) {
        return new java.util.HashMap<>(Map.of("nameZh", row.get("name_zh"), "nameEn", row.get("name_en")));
    }

    private static Map<String, @Nullable Object> policy(CSVRecord row) {
        Map<String, @Nullable Object> fields = new java.util.HashMap<>();
        fields.put("policy", row.get("policy"));
        fields.put("validFrom", row.get("valid_from"));
        fields.put("subject", row.get("subject"));
        fields.put("parts", List.of(row.get("parts").split(";")));
        if (!row.get("street_weight").isEmpty()) {
            fields.put("streetWeight", Double.valueOf(row.get("street_weight")));
            fields.put("marks", List.of(row.get("marks").split(";")));
            fields.put("deductions", List.of(row.get("deductions").split(";")));
            fields.put("deductionsMost", Double.valueOf(row.get("deductions_most")));
            fields.put("bonusMost", Double.valueOf(row.get("bonus_most")));
            fields.put("fewestRatings", Integer.valueOf(row.get("fewest_ratings")));
        }
        return fields;
    }

    private static Limit limit(CSVRecord row, String of) {
        return new Limit(Integer.parseInt(row.get(of + "_limit")), ClockUnit.valueOf(row.get(of + "_unit")));
    }

    private static WorkCalendar.Slot slot(String from, String to) {
        return new WorkCalendar.Slot(LocalTime.parse(from), LocalTime.parse(to));
    }
}
