package org.whistle.dispatch.reference.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.dispatch.reference.pack.Pack.Kind;
import org.whistle.events.ReferenceEvent.StagedRecord;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordEditTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void everyRecordPutBackAsItIsChangesNothing() {
        Map<String, byte[]> files = PackFolder.withComponents();
        files.put("code-moves.csv", "from,to\n350999009,350999001\n".getBytes(StandardCharsets.UTF_8));
        List<Kind> kinds = records(files);

        for (Kind kind : kinds) {
            for (StagedRecord one : kind.records()) {
                RecordEdit.Edited edited = edit(files, kind.name(), one.code(), JSON.writeValueAsString(one.fields()));
                assertThat(records(edited.files())).as(kind.name()).isEqualTo(kinds);
            }
        }
    }

    @Test
    void everyRecordOfTheShippedPackCanBePutBack() {
        Map<String, byte[]> files = PackFolder.read("haiwan");
        List<Kind> kinds = records(files);
        Map<String, byte[]> edited = files;
        for (Kind kind : kinds) {
            StagedRecord last = kind.records().isEmpty() ? null : kind.records().getLast();
            if (last != null) {
                edited = edit(edited, kind.name(), last.code(), JSON.writeValueAsString(last.fields()))
                        .files();
            }
        }

        assertThat(records(edited)).isEqualTo(kinds);
    }

    @Test
    void aRecordThatWasNotThereIsAdded() {
        String fields = "{\"kind\":\"HOLIDAY\",\"nameZh\":\"元旦\",\"nameEn\":\"New Year\"}";

        RecordEdit.Edited edited = edit(PackFolder.small(), "holidays", "2026-01-01", fields);

        assertThat(edited.line()).isEqualTo(4);
        assertThat(kind(edited.files(), "holidays"))
                .extracting(StagedRecord::code)
                .containsExactly("2026-10-01", "2026-10-10", "2026-01-01");
        String component = "{\"category\":\"E0501\",\"owner\":\"WATER\",\"longitude\":119.005,\"latitude\":26.005}";
        assertThat(kind(edit(PackFolder.small(), "components", "P-1", component).files(), "components"))
                .hasSize(1);
        assertThat(kind(
                        edit(PackFolder.small(), "moves", "350999009", "{\"to\":\"350999001\"}")
                                .files(),
                        "moves"))
                .hasSize(1);
    }

    @Test
    void whatACategorySaysOnceGoesToAllItsConditions() {
        Map<String, byte[]> files = PackFolder.small();
        Map<String, Object> fields =
                new HashMap<>(kind(files, "conditions").getFirst().fields());
        fields.put("nameZh", "水管破裂");
        fields.put("duplicateRadius", 80);
        fields.put("autoDispatch", "ON_MISS");

        assertThat(kind(
                        edit(files, "conditions", "E0501-1", JSON.writeValueAsString(fields))
                                .files(),
                        "conditions"))
                .allSatisfy(condition -> assertThat(condition.fields())
                        .containsEntry("nameZh", "水管破裂")
                        .containsEntry("duplicateRadius", 80))
                .extracting(condition -> condition.fields().get("autoDispatch"))
                .as("of the one condition")
                .containsExactly("ON_MISS", null);
    }

    @Test
    void aByteOrderMarkIsNoPartOfAColumn() {
        Map<String, byte[]> files = PackFolder.small();
        files.replaceAll((name, bytes) ->
                ("\uFEFF" + new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        String fields = "{\"limit\":2,\"unit\":\"WORK_DAY\"}";

        assertThat(kind(edit(files, "limits", "RULING", fields).files(), "limits"))
                .hasSize(18)
                .contains(new StagedRecord("RULING", Map.of("limit", 2, "unit", "WORK_DAY")));
    }

    @ParameterizedTest(name = "{0}/{1}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            limits     | RULING          | {"limit":0,"unit":"WORK_DAY"}                        | limit
            limits     | RULING          | {"limit":4,"unit":"DAY"}                             | unit
            limits     | RULING          | {"limit":4}                                          | unit
            units      | WATER           | {"kind":"COMPANY","group":"utility","nameZh":"水","nameEn":"Water"} | kind
            units      | WATER           | {"kind":"ENTERPRISE","group":"utility","nameZh":"","nameEn":"Water"} | nameZh
            rosters    | WATER/DEPUTY    | {"account":"nobody"}                                 | account
            county     | 350999          | {"nameZh":"海湾县","nameEn":"Haiwan","timeZone":"Asia/Haiwan","locale":"zh-CN","minimumStreetWeight":0.5,"workingSlots":[{"from":"08:00","to":"12:00"}],"calendarVersion":"1"} | timeZone
            components | P-2             | {"category":"E0501","owner":"GAS","longitude":119.005,"latitude":26.005} | owner
            components | P-2             | {"category":"E0501","owner":"WATER","longitude":120,"latitude":26.005} | longitude
            grids      | 350999001001002 | {"nameZh":"二","nameEn":"Two","polygon":[[[119,26],[119.02,26],[119,26]]]} | polygon
            """)
    void anErrorIsAboutItsField(String kind, String code, String fields, String field) {
        RecordEdit.Edited edited = edit(PackFolder.withComponents(), kind, code, fields);

        assertThat(PackReader.read(edited.files()).errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(edited.fieldOf(error)).contains(field));
    }

    @Test
    void anErrorElsewhereIsAboutNoField() {
        RecordEdit.Edited edited = edit(
                PackFolder.small(),
                "rosters",
                "WATER/DEPUTY",
                "{\"unit\":\"WATER\",\"duty\":\"DEPUTY\",\"account\":\"dept-water\"}");

        assertThat(edited.fieldOf(new PackError("units.csv", edited.line(), "kind: x")))
                .isEmpty();
        assertThat(edited.fieldOf(new PackError("rosters.csv", edited.line() + 1, "unit: x")))
                .isEmpty();
        assertThat(edited.fieldOf(new PackError("rosters.csv", edited.line(), "account: x")))
                .contains("account");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            units      | WATER  | {"colour":"red"}            | colour    | UNKNOWN_FIELD
            units      | WATER  | {"unit":"GAS"}              | unit      | NOT_ITS_CODE
            units      | WATER  | {"nameZh":{"zh":"水"}}      | nameZh    | INVALID_FIELD
            rosters    | WATER  | {"account":"x"}             | ``        | INVALID_FIELD
            county     | 350998 | {}                          | ``        | PACK_COUNTY
            county     | 350999 | {"demo":false}              | demo      | UNKNOWN_FIELD
            components | P-1    | {"colour":"red"}            | colour    | UNKNOWN_FIELD
            components | P-1    | {"longitude":119.005}       | latitude  | REQUIRED
            grids      | 1      | {"nameZh":"一"}             | polygon   | REQUIRED
            """)
    void whatDoesNotFitTheKindIsNamed(String kind, String code, String fields, String field, String problem) {
        assertThatThrownBy(() -> edit(PackFolder.small(), kind, code, fields))
                .isInstanceOfSatisfying(BadRecordException.class, bad -> {
                    assertThat(bad.field()).isEqualTo(field);
                    assertThat(bad.code()).isEqualTo(problem);
                });
    }

    @Test
    void anUnknownKindIsNone() {
        assertThat(RecordEdit.edit(PackFolder.small(), "accounts", "grid", Map.of()))
                .isEmpty();
    }

    @Test
    void peopleAreLeftOutOfWhatIsKept() {
        Map<String, byte[]> kept = PackArchive.withoutPeople(PackFolder.small());

        assertThat(new String(kept.get("accounts.csv"), StandardCharsets.UTF_8))
                .contains("dept-water,dept-water,DEPARTMENT,350999,WATER")
                .doesNotContain("许海生");
        assertThat(records(kept)).isEqualTo(records(PackFolder.small()));
    }

    private static RecordEdit.Edited edit(Map<String, byte[]> files, String kind, String code, String fields) {
        return RecordEdit.edit(files, kind, code, JSON.readValue(fields, new TypeReference<Map<String, JsonNode>>() {}))
                .orElseThrow();
    }

    private static List<StagedRecord> kind(Map<String, byte[]> files, String name) {
        return records(files).stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow()
                .records();
    }

    private static List<Kind> records(Map<String, byte[]> files) {
        PackReading reading = PackReader.read(files);
        assertThat(reading.errors()).isEmpty();
        assertThat(reading.pack()).isNotNull();
        return reading.pack().records();
    }
}
