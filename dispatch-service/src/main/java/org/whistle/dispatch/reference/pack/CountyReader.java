package org.whistle.dispatch.reference.pack;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.reference.pack.Pack.County;
import org.whistle.dispatch.reference.pack.Pack.WorkingSlot;
import tools.jackson.databind.JsonNode;

/** Reads {@code pack.yaml}. */
final class CountyReader {

    static final List<String> KEYS = List.of(
            "county",
            "nameZh",
            "nameEn",
            "timeZone",
            "locale",
            "minimumStreetWeight",
            "minimumStreetWeightSource",
            "workingSlots",
            "calendarVersion",
            "demo");

    private static final List<String> OPTIONAL_KEYS = List.of("minimumStreetWeightSource");

    private final YamlFile yaml;
    private final Problems problems;

    private CountyReader(YamlFile yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    static @Nullable County read(PackSources sources, Problems problems) {
        return sources.text(PackFile.PACK)
                .flatMap(text -> YamlFile.read(text, KEYS, OPTIONAL_KEYS, problems))
                .map(yaml -> new CountyReader(yaml, problems).county())
                .orElse(null);
    }

    private @Nullable County county() {
        String code = text("county", value -> value.matches("\\d{6}"), "six digits");
        String nameZh = text("nameZh", value -> !value.isBlank(), "a name");
        String nameEn = text("nameEn", value -> !value.isBlank(), "a name");
        String zone = text("timeZone", ZoneId.getAvailableZoneIds()::contains, "an IANA time zone");
        String locale = text("locale", List.of("zh-CN", "en")::contains, "zh-CN or en");
        String weight = text("minimumStreetWeight", CountyReader::isShare, "a number from 0 to 1");
        String weightSource = text("minimumStreetWeightSource", value -> !value.isBlank(), "whose rule it is");
        List<WorkingSlot> slots = slots();
        String calendar = text("calendarVersion", value -> !value.isBlank(), "a version");
        String demo = text("demo", List.of("true", "false")::contains, "true or false");
        if (code == null || nameZh == null || nameEn == null || zone == null || locale == null) {
            return null;
        }
        if (weight == null || slots.isEmpty() || calendar == null || demo == null) {
            return null;
        }
        return new County(
                code,
                nameZh,
                nameEn,
                ZoneId.of(zone),
                locale,
                Double.parseDouble(weight),
                weightSource,
                slots,
                calendar,
                Boolean.parseBoolean(demo));
    }

    private @Nullable String text(String key, Predicate<String> right, String expected) {
        JsonNode value = yaml.value(key);
        if (value == null) {
            return null;
        }
        String text = value.isValueNode() && !value.isNull() ? value.asString() : "";
        if (!right.test(text)) {
            problem(key, key + ": " + value + " (expected: " + expected + ")");
            return null;
        }
        return text;
    }

    private List<WorkingSlot> slots() {
        JsonNode value = yaml.value("workingSlots");
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.isEmpty()) {
            problem("workingSlots", "workingSlots: " + value + " (expected: a list of {from, to})");
            return List.of();
        }
        List<WorkingSlot> slots = new ArrayList<>();
        for (JsonNode each : value) {
            WorkingSlot slot = slot(each);
            if (slot == null) {
                problem(
                        "workingSlots",
                        "workingSlots: " + each + " (expected: {from, to} as \"08:00\", from before to)");
                return List.of();
            }
            if (!slots.isEmpty() && slot.from().isBefore(slots.getLast().to())) {
                problem("workingSlots", "workingSlots: " + each + " (expected: after the slot before it)");
                return List.of();
            }
            slots.add(slot);
        }
        return slots;
    }

    private static @Nullable WorkingSlot slot(JsonNode node) {
        try {
            LocalTime from = LocalTime.parse(node.path("from").asString());
            LocalTime to = LocalTime.parse(node.path("to").asString());
            return node.size() == 2 && from.isBefore(to) ? new WorkingSlot(from, to) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static boolean isShare(String value) {
        try {
            double number = Double.parseDouble(value);
            return number >= 0 && number <= 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void problem(String key, String message) {
        problems.add(PackFile.PACK, yaml.line(key), message);
    }
}
