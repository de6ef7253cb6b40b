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

    /** Written before anything was installed anywhere. */
    private static final Set<String> BEFORE_THE_FIRST = Set.of("V105__projection.sql", "V110__ledger.sql");

    private static final Pattern TAKES_AWAY = Pattern.compile(
            "drop\\s+(table|column|view|constraint|schema|type)|\\brename\\b|alter\\s+column\\s+\\w+\\s+(set\\s+data\\s+)?type"
                    + "|set\\s+not\\s+null|\\btruncate\\s+(table\\s+)?\\w+\\s*;"
                    + "|add\\s+(column\\s+)?(?!constraint|primary|unique|foreign|check)\\w+\\s+[^,;]*not\\s+null(?![^,;]*default)(?<!default[^,;]{0,60}not null)");

    @Test
    void aMigrationTakesNothingAwayThatTheVersionBeforeReads() throws IOException {
        List<Path> migrations = migrations();
        assertThat(migrations).hasSizeGreaterThan(20);

        assertThat(migrations.stream()
                        .filter(file ->
                                !BEFORE_THE_FIRST.contains(file.getFileName().toString()))
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
                        "alter table entry add column verdict text not null"))
                .allMatch(sql -> TAKES_AWAY.matcher(sql).find());
        assertThat(List.of(
                        "alter table entry add column verdict text",
                        "alter table entry add column tries int not null default 0",
                        "alter table entry add column tries int default 0 not null",
                        "create table other (id int not null)"))
                .noneMatch(sql -> TAKES_AWAY.matcher(sql).find());
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
