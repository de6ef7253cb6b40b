package org.whistle.dispatch.reference.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake each, made by replacing a piece of a file that is right. */
class BrokenPackTests {

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NONE", textBlock = """
            pack.yaml        | county: "350999"      | county: "35099"            | 1 | six digits
            pack.yaml        | nameEn: Haiwan County | nameEN: Haiwan County      | 3 | unknown key 'nameEN'
            pack.yaml        | nameEn: Haiwan County | nameEN: Haiwan County      | 1 | nameEn is missing
            pack.yaml        | Asia/Shanghai         | Asia/Haiwan                | 4 | IANA time zone
            pack.yaml        | zh-CN                 | zh                         | 5 | zh-CN or en
            pack.yaml        | 0.5                   | 1.5                        | 6 | from 0 to 1
            pack.yaml        | "14:00"               | "11:00"                    | 7 | after the slot before it
            pack.yaml        | "12:00"               | "07:00"                    | 7 | from before to
            pack.yaml        | demo: true            | demo: maybe                | 11 | true or false
            pack.yaml        | demo: true            | locale: en                 | 11 | locale appears twice
            pack.yaml        | locale: zh-CN         | locale: : zh-CN           | 5 | not YAML: its syntax, a number in it, or a key twice (expected: one 'key: value' a line)
            pack.yaml        | 0.5                   | .nan                       | 6 | not YAML: its syntax, a number in it, or a key twice
            organisation.csv | code,level            | code,rank                  | 1 | column 'level' is missing
            organisation.csv | name_en               | name_en,name_fr            | 1 | unknown column 'name_fr'
            organisation.csv | name_zh,name_en       | name_zh,name_zh            | 1 | appears twice
            organisation.csv | 350999,COUNTY         | 350998,COUNTY              | 2 | in county 350999
            organisation.csv | 350999001,STREET      | 3509990010,STREET          | 3 | 9 digits
            organisation.csv | 350999001001,COMM     | 350999002001,COMM          | 4 | no 350999002 above it
            organisation.csv | 350999001001,COMM     | 350999001,COMM             | 4 | appears twice
            organisation.csv | 350999001,STREET      | 350999002,STREET           | 3 | no unit STREET-350999002
            organisation.csv | ,STREET,              | ,TOWN,                     | 3 | COUNTY, STREET, COMMUNITY
            organisation.csv | 望海街道,Wanghai          | ,Wanghai                   | 3 | name_zh is empty
            organisation.csv | 望海街道,Wanghai          | 望海街道,Wanghai,x            | 3 | 5 fields (expected: 4)
            organisation.csv | 望海街道,                | "望海街道,                     | 3 | not CSV
            grids.geojson    | FeatureCollection     | Features                   | 1 | not a GeoJSON FeatureCollection
            grids.geojson    | "features":[          | "features":[[              | 4 | not JSON: its syntax, a number in it, or a name twice (expected: GeoJSON of at most
            grids.geojson    | [119.02,26],          | [NaN,26],                  | 3 | not JSON: its syntax, a number in it, or a name twice (expected: GeoJSON of at most
            grids.geojson    | 350999001001002       | 350999001001001            | 3 | appears twice
            grids.geojson    | 350999001001002       | 350999001002002            | 3 | no community 350999001002
            grids.geojson    | 350999001001002       | 35099900100100             | 3 | 15 digits
            grids.geojson    | "nameEn":"Two"        | "name":"Two"               | 3 | unknown property 'name'
            grids.geojson    | "nameZh":"一"          | "nameZh":""                | 2 | nameZh is empty
            grids.geojson    | Polygon               | MultiPolygon               | 2 | expected: a Polygon
            grids.geojson    | [119,26.01],[119,26]  | [119,26.01],[119,26.02]    | 2 | closed
            grids.geojson    | [119.01,26.01],[119,26.01] | [119,26.01],[119.01,26.01] | 2 | Self-intersection
            grids.geojson    | [119.02,26],          | [219.02,26],               | 3 | longitude
            grids.geojson    | [119.02,26],          | [119.02,26,5],             | 3 | longitude
            grids.geojson    | [[[119.01,26],[119.02,26],[119.02,26.01],[119.01,26.01],[119.01,26]]] | [[[119.005,26],[119.02,26],[119.02,26.01],[119.01,26.01],[119.005,26]]] | 3 | overlaps 350999001001001
            units.csv        | WATER,ENTERPRISE      | water,ENTERPRISE           | 2 | unit: 'water'
            units.csv        | WATER,ENTERPRISE      | STREET,ENTERPRISE          | 2 | stands for the street of the grid
            units.csv        | WATER,ENTERPRISE      | WATER,COMPANY              | 2 | DEPARTMENT, ENTERPRISE, STREET
            units.csv        | WATER,ENTERPRISE      | WATER,STREET               | 2 | for kind STREET
            units.csv        | STREET-350999001      | STREET-350999009           | 3 | no street 350999009
            units.csv        | utility               | Utility                    | 2 | group
            rosters.csv      | WATER,LEADER          | WATER,BOSS                 | 4 | ON_DUTY, DEPUTY, LEADER
            rosters.csv      | WATER,DEPUTY          | WATER,LEADER               | 4 | two accounts as LEADER
            rosters.csv      | WATER,DEPUTY          | GAS,DEPUTY                 | 3 | GAS is not in units.csv
            rosters.csv      | ON_DUTY,dept-water    | ON_DUTY,dept-gas           | 2 | dept-gas is not in accounts.csv
            rosters.csv      | ON_DUTY,dept-water    | ON_DUTY,dept-street        | 2 | no grant for unit WATER
            categories.csv   | E0501-2               | E0501-1                    | 3 | E0501-1 appears twice
            categories.csv   | E0501-2,管道破裂          | E0501-2,管道                 | 3 | named otherwise in line 2
            categories.csv   | 1,URGENT_HOUR         | 0,URGENT_HOUR              | 2 | handle_limit: '0'
            categories.csv   | 5,WORK_DAY            | 5,DAY                      | 3 | handle_unit: 'DAY'
            categories.csv   | 15,URGENT_MINUTE      | 1.5,URGENT_MINUTE          | 2 | accept_limit: '1.5'
            categories.csv   | WORK_DAY,2            | WORK_DAY,3                 | 3 | stage: '3' (expected: 2
            categories.csv   | PHOTO,WATER,STREET    | VIDEO,WATER,STREET         | 2 | evidence: 'VIDEO'
            categories.csv   | PHOTO,WATER,STREET    | PHOTO,GAS,STREET           | 2 | lead_unit: GAS
            categories.csv   | PHOTO,WATER,STREET    | PHOTO,WATER,STREET;GAS     | 2 | 'GAS' is not in units.csv
            categories.csv   | PHOTO,WATER,STREET    | PHOTO,WATER,WATER          | 2 | takes part already
            categories.csv   | ,true,                | ,yes,                      | 2 | urgent: 'yes'
            holidays.csv     | 2026-10-01            | 2026-10-32                 | 2 | expected: a date
            holidays.csv     | 2026-10-01            | +999999999-10-01           | 2 | from 1900 to 9999
            holidays.csv     | 2026-10-01            | 1899-12-31                 | 2 | from 1900 to 9999
            holidays.csv     | 2026-10-10            | 2026-10-01                 | 3 | appears twice
            holidays.csv     | 2026-10-10,WORKDAY    | 2026-10-10,HOLIDAY         | 3 | SATURDAY
            holidays.csv     | 2026-10-01,HOLIDAY    | 2026-10-01,WORKDAY         | 2 | THURSDAY
            holidays.csv     | HOLIDAY               | OFF                        | 2 | kind: 'OFF'
            limits.csv       | CALL_BACK,1           | CALLBACK,1                 | 10 | clock: 'CALLBACK'
            limits.csv       | CALL_BACK,1           | RULING,1                   | 10 | RULING appears twice
            limits.csv       | CALL_BACK,1,WORK_DAY  | NONE                       | 1 | CALL_BACK is missing
            limits.csv       | CALL_BACK,1           | CALL_BACK,-1               | 10 | limit: '-1'
            accounts.csv     | GRID_WORKER           | GRID                       | 2 | role: 'GRID'
            accounts.csv     | 350999001001001       | 350999001001009            | 2 | not a code of this county
            accounts.csv     | 350999001001001       | 350999001001001;           | 2 | not a code of this county
            accounts.csv     | 350999,WATER          | 350999,                    | 3 | for DEPARTMENT and HANDLER
            accounts.csv     | 350999001001001,      | 350999001001001,WATER      | 2 | for DEPARTMENT and HANDLER
            accounts.csv     | grid,                 | Grid,                      | 2 | username: 'Grid'
            accounts.csv     | grid,                 | dept-water,                | 3 | in a line above
            """)
    void isFoundInItsLine(String file, String piece, String replacement, int line, String message) {
        Map<String, byte[]> files = PackFolder.small();
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(piece);
        String spoiled = text.replaceFirst(
                java.util.regex.Pattern.quote(piece),
                java.util.regex.Matcher.quoteReplacement(replacement == null ? "" : replacement));
        files.put(file, spoiled.getBytes(StandardCharsets.UTF_8));

        PackReading reading = PackReader.read(files);

        assertThat(reading.pack()).isNull();
        assertThat(reading.errors()).anySatisfy(error -> {
            assertThat(error.file()).isEqualTo(file);
            assertThat(error.line()).isEqualTo(line);
            assertThat(error.message()).contains(message);
            assertThat(error.message(Locale.SIMPLIFIED_CHINESE)).satisfies(BrokenPackTests::isChinese);
        });
    }

    @Test
    void ofVeryManyMistakesTheFirstAreShownAndTheNumberOfTheOthers() {
        Map<String, byte[]> files = PackFolder.small();
        String header = "unit,kind,group,name_zh,name_en\n";
        files.put("units.csv", (header + "x\n".repeat(3_000_000)).getBytes(StandardCharsets.UTF_8));

        List<PackError> errors = PackReader.read(files).errors();

        assertThat(errors).hasSizeLessThanOrEqualTo(501);
        assertThat(errors.getLast().file()).isEqualTo("units.csv");
        assertThat(errors.getLast().message()).matches("more mistakes, not shown: 2999\\d{3}");
        assertThat(errors.getLast().message(Locale.SIMPLIFIED_CHINESE)).satisfies(BrokenPackTests::isChinese);
    }

    @Test
    void aFileOfVeryManyPositionsIsNotReadToItsEnd() {
        isFoundInItsLine("grids.geojson", "[119,26]", "[0,0],".repeat(600_000) + "[119,26]", 1, "2000000 tokens");
    }

    @Test
    void aValueAsLargeAsItsFileIsShownShortened() {
        Map<String, byte[]> files = PackFolder.small();
        files.computeIfPresent(
                "holidays.csv",
                (_, text) -> (new String(text, StandardCharsets.UTF_8) + "x".repeat(1_000_000) + ",OFF,a,b\n")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(PackReader.read(files).errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.message()).hasSizeLessThan(2_100));
    }

    /** No database keeps NUL, written as it is or as JSON or YAML write it. */
    @Test
    void aControlCharacterIsFoundInItsLine() {
        String message = "control characters";
        isFoundInItsLine("organisation.csv", "望海街道", "望\u0000海街道", 3, message);
        isFoundInItsLine("grids.geojson", "\"nameZh\":\"一\"", "\"nameZh\":\"\\u0000\"", 2, message);
        isFoundInItsLine("grids.geojson", "\"nameZh\":\"一\"", "\"nameZh\":\"\\ud800\"", 2, message);
        isFoundInItsLine("pack.yaml", "nameEn: Haiwan County", "nameEn: \"Haiwan\\0County\"", 3, message);
    }

    @Test
    void isFoundInWhatIsDispatchedByRule() {
        assertThat(PackReader.read(PackFolder.withAutoDispatch("SOON", "")).errors())
                .extracting(PackError::file, PackError::line, PackError::message)
                .containsExactly(tuple(
                        "categories.csv", 2, "auto_dispatch: 'SOON' (expected: one of [NONE, ON_MISS, AT_ONCE])"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0    | 0    | 2 | duplicate_radius: '0' (expected: a whole number
            1001 | 1001 | 2 | duplicate_radius: '1001' (expected: at most 1000)
            30   | 50   | 3 | duplicate_radius: '50' (expected: '30' as for E0501 in line 2)
            ''   | 50   | 3 | duplicate_radius: '50' (expected: '' as for E0501 in line 2)
            """)
    void isFoundInDuplicateRadii(String first, String second, int line, String message) {
        Map<String, byte[]> files = PackFolder.withDuplicateRadii(first, second);

        assertThat(PackReader.read(files).errors()).anySatisfy(error -> {
            assertThat(error).extracting(PackError::file, PackError::line).containsExactly("categories.csv", line);
            assertThat(error.message()).contains(message);
            assertThat(error.message(Locale.SIMPLIFIED_CHINESE)).satisfies(BrokenPackTests::isChinese);
        });
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ,0.5,              | ,0.4,                  | 2 | street_weight: 0.4 (expected: at least 0.5
            ,0.5,              | ,half,                 | 2 | street_weight: 'half'
            CLOSING:60         | CLOSING:50             | 2 | parts: sum 90.0 (expected: 100)
            CLOSING:60         | CLOSED:60              | 2 | parts: 'CLOSED:60'
            QUALITY:100        | QUALITY:99             | 2 | marks: sum 99.0
            MISCONDUCT:1       | MISCONDUCT:-1          | 2 | deductions: 'MISCONDUCT:-1'
            VALID_REPORTS:50   | REPORTS:50             | 3 | never by raw counts
            GRID_WORKER,,      | GRID_WORKER,0.5,       | 3 | street_weight: '0.5' (expected: empty
            GRID_WORKER        | MAYOR                  | 3 | subject: 'MAYOR'
            2026-01-01,UNIT    | +999999999-01-01,UNIT   | 2 | from 1900 to 9999
            01-01,GRID_WORKER  | 01-02,GRID_WORKER      | 3 | valid_from: 2026-01-02
            """)
    void isFoundInPolicies(String piece, String replacement, int line, String message) {
        Map<String, byte[]> files = PackFolder.withPolicies();
        String text = new String(files.get("policies.csv"), StandardCharsets.UTF_8);
        assertThat(PackReader.read(files).errors()).isEmpty();
        assertThat(text).contains(piece);
        files.put("policies.csv", text.replace(piece, replacement).getBytes(StandardCharsets.UTF_8));

        assertThat(PackReader.read(files).errors()).anySatisfy(error -> {
            assertThat(error).extracting(PackError::file, PackError::line).containsExactly("policies.csv", line);
            assertThat(error.message()).contains(message);
            assertThat(error.message(Locale.SIMPLIFIED_CHINESE)).satisfies(BrokenPackTests::isChinese);
        });
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id":"P-2"            | "id":"3509990501000001" | 3 | feature 2: id: 3509990501000001 appears twice
            "id":"P-2"            | "id":2                  | 3 | feature 2: id: 2
            "id":"P-2"            | "id":"P 2"              | 3 | feature 2: id: "P 2"
            "owner":"WATER"       | "owner":"GAS"           | 2 | feature 1: owner: "GAS" is not in units.csv
            "owner":"WATER"       | "keeper":"WATER"        | 2 | feature 1: unknown property 'keeper'
            "category":"E0501"    | "category":"C0101"      | 2 | feature 1: category: "C0101" is not in categories.csv
            [119.015,26.005]      | [119.025,26.005]        | 3 | feature 2: position: 119.025,26.005 is in no grid
            [119.015,26.005]      | [119.015]               | 3 | feature 2: geometry
            "type":"Point"        | "type":"LineString"     | 2 | feature 1: geometry
            "type":"Feature"      | "type":"Thing"          | 2 | feature 1: not a GeoJSON Feature
            FeatureCollection     | Collection              | 1 | not a GeoJSON FeatureCollection
            """)
    void isFoundInComponents(String piece, String replacement, int line, String message) {
        Map<String, byte[]> files = PackFolder.withComponents();
        String text = new String(files.get("components.geojson"), StandardCharsets.UTF_8);
        assertThat(text).contains(piece);
        files.put(
                "components.geojson",
                text.replaceFirst(
                                java.util.regex.Pattern.quote(piece),
                                java.util.regex.Matcher.quoteReplacement(replacement))
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(PackReader.read(files).errors()).anySatisfy(error -> {
            assertThat(error).extracting(PackError::file, PackError::line).containsExactly("components.geojson", line);
            assertThat(error.message()).contains(message);
            assertThat(error.message(Locale.SIMPLIFIED_CHINESE)).satisfies(BrokenPackTests::isChinese);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            350999001,350999001           | still in this pack
            350999002,350999003           | 350999003 is not in this pack
            350999002,350999001001        | the level of 350999002
            350998002,350999001           | in county 350999
            350999002,STREET              | to: 'STREET'
            350999002001001,350999001001003 | 350999001001003 is not in this pack
            """)
    void isFoundInCodeMoves(String move, String message) {
        Map<String, byte[]> files = PackFolder.small();
        files.put("code-moves.csv", ("from,to\n" + move + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(PackReader.read(files).errors()).anySatisfy(error -> {
            assertThat(error).extracting(PackError::file, PackError::line).containsExactly("code-moves.csv", 2);
            assertThat(error.message()).contains(message);
            assertThat(error.message(Locale.SIMPLIFIED_CHINESE)).satisfies(BrokenPackTests::isChinese);
        });
    }

    @Test
    void aTableInGbkIsSaidToBeOne() {
        Map<String, byte[]> files = PackFolder.small();
        String text = new String(files.get("units.csv"), StandardCharsets.UTF_8);
        files.put("units.csv", text.getBytes(Charset.forName("GBK")));

        assertThat(PackReader.read(files).errors())
                .extracting(error -> error.message(Locale.SIMPLIFIED_CHINESE))
                .contains("编码是 GBK，不是 UTF-8（应为：另存为 CSV UTF-8）");
    }

    /** Outside of values, and of what parsers say. */
    private static void isChinese(String message) {
        assertThat(message.replaceAll("'[^']*'|\\[.*]|\\{.*}", ""))
                .doesNotContainPattern(
                        "\\b(is|are|has|have|not|expected|in|the|a|of|unknown|more|twice|empty|missing|as)\\b");
    }
}
