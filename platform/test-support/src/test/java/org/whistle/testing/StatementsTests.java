package org.whistle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every SQL statement of the services has to keep to. */
class StatementsTests {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** PostgreSQL asks no index with a volatile function; with {@code (select whistle_now())} it does. */
    private static final Pattern WITHOUT_INDEX = Pattern.compile("[<>]=?\\s*whistle_now\\(\\)");

    @Test
    void aTimeIsComparedSoThatAnIndexAnswers() throws IOException {
        List<Path> sources = sources();

        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(sources.stream()
                        .filter(file -> WITHOUT_INDEX.matcher(text(file)).find()))
                .isEmpty();
        assertThat("next_timer <= whistle_now()").containsPattern(WITHOUT_INDEX);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
