package org.whistle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two versions work side by side on one database during an upgrade, so a migration only adds. */
class MigrationsTests {

    private static final Path ROOT = Path.of("../..");

    /** Written before anything was installed anywhere; V191 drops the default of a column that it adds itself. */
    private static final Set<String> TAKES_NOTHING_AWAY =
            Set.of("V105__projection.sql", "V110__ledger.sql", "V191__rules_by_county.sql");

    private static final Pattern TAKES_AWAY = Pattern.compile(
            "drop\\s+(table|column|view|constraint|schema|type|function|trigger|default)|\\brename\\b|alter\\s+column\\s+\\w+\\s+(set\\s+data\\s+)?type"
                    + "|add\\s+(constraint\\s+\\w+\\s+)?(check|unique|foreign|exclude|primary)\\b|set\\s+not\\s+null|\\btruncate\\s+(table\\s+)?\\w+\\s*;"
                    + "|add\\s+(column\\s+)?(?!constraint|primary|unique|foreign|check)\\w+\\s+[^,;]*not\\s+null(?![^,;]*default)(?<!default[^,;]{0,60}not null)");

    /** These tables had no rows before. */
    private static final Set<String> OF_THE_FIRST_VERSION =
            Set.of("V105__projection.sql", "V110__ledger.sql", "V121__recurrence.sql", "V130__reviews.sql");

    /** All rows of a table that has one for each case, event or entry; few rows, joined to what numbers them, are none. */
    private static final Pattern REWRITES = Pattern.compile(
            "^\\s*update\\s+(\\w+_case|event|inbox|entry|timeline|rule_dispatch)\\b(?![^;]*\\bfrom numbered\\b)|\\)\\s*stored\\b",
            Pattern.MULTILINE);

    @Test
    void aMigrationTakesNothingAwayThatTheVersionBeforeReads() throws IOException {
        List<Path> migrations = migrations();
        assertThat(migrations).hasSizeGreaterThan(20);

        assertThat(migrations.stream()
                        .filter(file ->
                                !TAKES_NOTHING_AWAY.contains(file.getFileName().toString()))
                        .filter(file -> TAKES_AWAY.matcher(sql(file)).find()))
                .as("migrations that an older version beside the new one would stumble over")
                .isEmpty();
    }

    @Test
    void whatTakesAwayIsRecognised() {
        assertThat(List.of(
                        "drop table audit_case",
                        "alter table entry rename position to place",
                        "alter table entry alter column value type text",
                        "alter table entry alter column leaf_hash set not null",
                        "alter table entry alter column tries drop default",
                        "alter table entry add constraint entry_verdict check (verdict <> '')",
                        "drop function whistle_key(text)",
                        "alter table entry add column verdict text not null"))
                .allMatch(sql -> TAKES_AWAY.matcher(sql).find());
        assertThat(List.of(
                        "alter table entry add column verdict text",
                        "alter table entry add column tries int not null default 0",
                        "alter table entry add column tries int default 0 not null",
                        "create table other (id int not null)"))
                .noneMatch(sql -> TAKES_AWAY.matcher(sql).find());
    }

    /** Rows of before are filled in by pages while the service runs (org.whistle.kit.upkeep.Backfill). */
    @Test
    void aMigrationAfterTheFirstVersionsRewritesNoTableOfCases() throws IOException {
        assertThat(migrations().stream()
                        .filter(file -> !OF_THE_FIRST_VERSION.contains(
                                file.getFileName().toString()))
                        .filter(file -> REWRITES.matcher(sql(file)).find()))
                .as("migrations that hold a table of a million rows for minutes")
                .isEmpty();
    }

    @Test
    void whatRewritesIsRecognised() {
        assertThat(
                        List.of(
                                "update dispatch_case set open = false where not clocks_open",
                                "alter table intake_case add column words text generated always as (lower(description)) stored"))
                .allMatch(sql -> REWRITES.matcher(sql).find());
        assertThat(
                        List.of(
                                "update intake_case set external_twin = true from numbered where number > 1",
                                "insert into backfill select 'intake_case', 'words is null', $$open = true$$",
                                "create trigger words before insert or update on intake_case for each row execute function words()"))
                .noneMatch(sql -> REWRITES.matcher(sql).find());
    }

    private static String sql(Path file) {
        try {
            return Files.readString(file).toLowerCase(Locale.ROOT).replaceAll("--.*", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                9,
                (file, _) -> file.getFileName().toString().matches("V\\d+__.*\\.sql")
                        && file.toString().contains("src/main/resources/db/"))) {
            return files.toList();
        }
    }
}
