package org.whistle.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every refusal code has a message in both languages; the codes are read from the sources of every module. */
class RefusalMessageTests {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern REFUSING = Pattern.compile(
            "\\b(?:conflict|forbidden|field|FieldError|Conflict|Forbidden|Malformed|Taken|Other|BadRecordException"
                    + "|noRequest)\\(");
    private static final Pattern GUIDED = Pattern.compile("(?m)^\\| `([A-Z_]{4,})` \\| ([^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z_]{3,})\"");

    private final Properties chinese = messages("problems.properties");
    private final Properties english = messages("problems_en.properties");

    @Test
    void everyCodeHasAMessageInBothLanguages() {
        Set<String> codes =
                sources().flatMap(RefusalMessageTests::codes).collect(Collectors.toCollection(TreeSet::new));

        assertThat(codes).hasSizeGreaterThan(90);
        assertThat(chinese.stringPropertyNames()).containsAll(codes);
        assertThat(english.stringPropertyNames()).containsAll(codes);
    }

    @Test
    void bothLanguagesHaveTheSameCodes() {
        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(chinese.stringPropertyNames());
    }

    @Test
    void noMessageIsNobodys() {
        String all = sources().collect(Collectors.joining());

        assertThat(chinese.stringPropertyNames())
                .filteredOn(code -> !all.contains('"' + code + '"'))
                .isEmpty();
    }

    @Test
    void eachIsInItsLanguage() {
        assertThat(chinese)
                .allSatisfy((code, text) -> assertThat(text.toString()).containsPattern("\\p{IsHan}"));
        assertThat(english)
                .allSatisfy(
                        (code, text) -> assertThat(text.toString()).isNotBlank().doesNotContainPattern("\\p{IsHan}"));
    }

    @Test
    void theGuidesSayWhatTheMessagesSay() throws IOException {
        Map<String, String> told = new TreeMap<>();
        try (Stream<Path> guides = Files.list(ROOT.resolve("deploy/docs/guides"))) {
            guides.map(RefusalMessageTests::read)
                    .forEach(guide ->
                            GUIDED.matcher(guide).results().forEach(line -> told.put(line.group(1), line.group(2))));
        }

        assertThat(told).hasSizeGreaterThan(60);
        assertThat(told).allSatisfy((code, text) -> assertThat(text).isEqualTo(chinese.getProperty(code)));
    }

    private static Stream<String> codes(String source) {
        return REFUSING.matcher(source)
                .results()
                .flatMap(call ->
                        CODE.matcher(arguments(source, call.end())).results().map(code -> code.group(1)));
    }

    private static String arguments(String source, int from) {
        int open = 1;
        int at = from;
        while (open > 0 && at < source.length()) {
            switch (source.charAt(at)) {
                case '(' -> open++;
                case ')' -> open--;
                default -> {}
            }
            at++;
        }
        return source.substring(from, at);
    }

    private static Stream<String> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("/src/main/java/"))
                    .map(RefusalMessageTests::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties messages(String name) {
        Properties properties = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of("src/main/resources/whistle", name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
