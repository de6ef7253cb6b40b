package org.whistle.dispatch.reference.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whistle.dispatch.reference.pack.Pack.Kind;
import org.whistle.events.ReferenceEvent.StagedRecord;

class PackReaderTests {

    @ParameterizedTest
    @CsvSource({
        "haiwan, county 1 jurisdictions 21 grids 160 units 24 rosters 72 conditions 66 holidays 48 limits 18 moves 0 components 2000 policies 5",
        "los-angeles, county 1 jurisdictions 172 grids 2985 units 22 rosters 66 conditions 11 holidays 44 limits 18 moves 0 components 0 policies 5"
    })
    void shippedPacksHaveNoMistake(String name, String expected) {
        PackReading reading = PackReader.read(PackFolder.read(name));

        assertThat(reading.errors()).isEmpty();
        assertThat(String.join(
                        " ",
                        pack(reading).records().stream()
                                .map(kind -> kind.name() + " " + kind.records().size())
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    void recordsCarryTheColumnsInCamelCase() {
        Map<String, byte[]> files = PackFolder.small();
        files.put("code-moves.csv", "from,to\n350999009,350999001\n".getBytes(StandardCharsets.UTF_8));
        List<Kind> kinds = pack(PackReader.read(files)).records();

        assertThat(only(kinds, "county")).satisfies(county -> {
            assertThat(county.code()).isEqualTo("350999");
            assertThat(county.fields())
                    .containsEntry("timeZone", "Asia/Shanghai")
                    .containsEntry("minimumStreetWeight", 0.5)
                    .containsEntry(
                            "workingSlots",
                            List.of(Map.of("from", "08:00", "to", "12:00"), Map.of("from", "14:00", "to", "18:00")))
                    .containsOnlyKeys(
                            "nameZh",
                            "nameEn",
                            "timeZone",
                            "locale",
                            "minimumStreetWeight",
                            "workingSlots",
                            "calendarVersion");
        });
        assertThat(only(kinds, "conditions")).satisfies(condition -> {
            assertThat(condition.code()).isEqualTo("E0501-1");
            assertThat(condition.fields())
                    .containsEntry("category", "E0501")
                    .containsEntry("handleLimit", 1)
                    .containsEntry("stage", 1)
                    .containsEntry("urgent", true)
                    .containsEntry("assistingUnits", List.of("STREET"))
                    .containsOnlyKeys(
                            "category",
                            "nameZh",
                            "nameEn",
                            "conditionZh",
                            "conditionEn",
                            "handleLimit",
                            "handleUnit",
                            "stage",
                            "closingCriterionZh",
                            "acceptLimit",
                            "acceptUnit",
                            "urgent",
                            "evidence",
                            "leadUnit",
                            "assistingUnits",
                            "source");
        });
        assertThat(only(kinds, "grids").fields())
                .containsEntry(
                        "polygon",
                        List.of(List.of(
                                List.of(119.0, 26.0),
                                List.of(119.01, 26.0),
                                List.of(119.01, 26.01),
                                List.of(119.0, 26.01),
                                List.of(119.0, 26.0))));
        assertThat(only(kinds, "rosters").code()).isEqualTo("WATER/ON_DUTY");
        assertThat(only(kinds, "limits").code()).isEqualTo("COMMUNITY_TRIAGE");
        assertThat(only(kinds, "holidays").code()).isEqualTo("2026-10-01");
        assertThat(only(kinds, "moves")).isEqualTo(new StagedRecord("350999009", Map.of("to", "350999001")));
    }

    @Test
    void aRadiusForDuplicatesGoesWithEveryConditionOfItsCategory() {
        Map<String, byte[]> files = PackFolder.withDuplicateRadii("30", "30");

        assertThat(pack(PackReader.read(files)).records())
                .filteredOn(kind -> kind.name().equals("conditions"))
                .flatExtracting(Kind::records)
                .hasSize(2)
                .allSatisfy(condition -> assertThat(condition.fields()).containsEntry("duplicateRadius", 30));
    }

    @Test
    void aConditionSaysWhetherItIsDispatchedByRule() {
        assertThat(pack(PackReader.read(PackFolder.withAutoDispatch("AT_ONCE", "")))
                        .records())
                .filteredOn(kind -> kind.name().equals("conditions"))
                .flatExtracting(Kind::records)
                .extracting(condition -> condition.fields().get("autoDispatch"))
                .containsExactly("AT_ONCE", null);
        assertThat(pack(PackReader.read(PackFolder.withAutoDispatch("NONE", "")))
                        .records())
                .as("the same as a pack without the column")
                .isEqualTo(pack(PackReader.read(PackFolder.small())).records());
    }

    @Test
    void componentsCarryTheirPlaceAndOwner() {
        Map<String, byte[]> files = PackFolder.withComponents();

        assertThat(pack(PackReader.read(files)).records())
                .filteredOn(kind -> kind.name().equals("components"))
                .flatExtracting(Kind::records)
                .containsExactly(
                        new StagedRecord(
                                "3509990501000001",
                                Map.of(
                                        "category",
                                        "E0501",
                                        "owner",
                                        "WATER",
                                        "longitude",
                                        119.005,
                                        "latitude",
                                        26.005)),
                        new StagedRecord(
                                "P-2",
                                Map.of(
                                        "category", "E0501",
                                        "owner", "STREET",
                                        "longitude", 119.015,
                                        "latitude", 26.005,
                                        "nameZh", "水表井",
                                        "nameEn", "Meter pit")));
    }

    @Test
    void toleratesByteOrderMarkAndWindowsLines() {
        Map<String, byte[]> files = PackFolder.small();
        files.replaceAll((name, bytes) -> ("\uFEFF" + new String(bytes, StandardCharsets.UTF_8).replace("\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_8));

        assertThat(PackReader.read(files).errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pack.yaml", "grids.geojson", "units.csv", "limits.csv"})
    void aMissingFileIsNamedAloneAndNotItsConsequences(String name) {
        Map<String, byte[]> files = PackFolder.small();
        files.remove(name);

        assertThat(PackReader.read(files))
                .isEqualTo(new PackReading(null, List.of(new PackError(name, 1, "the file is missing"))));
    }

    @Test
    void anUnknownFileIsNamed() {
        Map<String, byte[]> files = PackFolder.small();
        files.put("unit.csv", new byte[0]);

        assertThat(PackReader.read(files).errors()).extracting(PackError::file).containsExactly("unit.csv");
    }

    @Test
    void anEmptyPackLacksEveryRequiredFile() {
        assertThat(PackReader.read(Map.of()).errors()).hasSize(9).allMatch(error -> error.line() == 1);
    }

    @Test
    void whatIsNotUtf8IsFoundInItsLine() {
        Map<String, byte[]> files = PackFolder.small();
        files.put("units.csv", "unit,kind\nWATER,ÿ\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(PackReader.read(files).errors()).containsExactly(new PackError("units.csv", 2, "not UTF-8"));
    }

    @Test
    void linesAreCountedThroughQuotedLineBreaks() {
        Map<String, byte[]> files = PackFolder.small();
        files.put("holidays.csv", """
                date,kind,name_zh,name_en

                2026-10-01,HOLIDAY,国庆节,"National
                Day"
                2026-13-01,HOLIDAY,国庆节,National Day
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(PackReader.read(files).errors()).extracting(PackError::line).containsExactly(3, 5);
    }

    private static StagedRecord only(List<Kind> kinds, String name) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow()
                .records()
                .getFirst();
    }

    private static Pack pack(PackReading reading) {
        assertThat(reading.pack()).isNotNull();
        return reading.pack();
    }
}
