package org.whistle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What code and documents cite exists. A citation is one of three, each on one line:
 *
 * <ul>
 *   <li>{@code domain.md} or {@code deploy/docs/domain.md}: a file from the root, below {@code deploy/docs}, or beside the
 *       citing file; with {@code #anchor}, an anchor of it;
 *   <li>{@code domain.md, Clocks}: one of its headings, in any case; so is everything after the comma in parentheses and
 *       everything after it that begins with a capital;
 *   <li>{@code ADR 12}: {@code deploy/docs/adr/0012-….md}.
 * </ul>
 */
class CitationTests {

    private static final Set<String> TEXT = Set.of(
            "java",
            "ts",
            "mts",
            "vue",
            "js",
            "mjs",
            "sql",
            "yaml",
            "yml",
            "xml",
            "properties",
            "py",
            "go",
            "txt",
            "css",
            "html",
            "sh",
            "md",
            "mustache",
            "options");

    private static final Pattern DOCUMENT =
            Pattern.compile("(\\()?((?:\\.\\./)*)((?:[\\w-]+/)*[\\w-]+\\.md)\\b(?:#([\\w\\p{L}-]+))?(,(?: .*)?$)?");

    private static final Pattern DECISION = Pattern.compile("\\bADR (\\d+)\\b");

    private static final Pattern TEST = Pattern.compile("`(?!`)([A-Z]\\w*Tests)?(\\.[a-z]+[A-Z]\\w*)?`");

    private static final List<String> FOLDERS =
            List.of("", "deploy", "deploy/docs", "deploy/docs/adr", "deploy/docs/guides");

    private final Checkout checkout = Checkout.here();
    private final Set<Integer> decisions = decisions(checkout);
    private final Map<Path, MarkdownPage> pages = new HashMap<>();

    @Test
    void everyCitationNamesADocumentAndAHeadingOfIt() {
        List<String> wrong = new ArrayList<>();
        for (Path file : checkout.files()) {
            if (cites(file)) {
                check(file, wrong);
            }
        }
        assertThat(wrong)
                .as(
                        "a citation is <name>.md, <name>.md#anchor, <name>.md, Heading or ADR 12, on one line, of what exists")
                .isEmpty();
    }

    @Test
    void everyTestNamedInADocumentExists() {
        Map<String, String> tests = checkout.files().stream()
                .filter(file -> file.toString().endsWith("Tests.java"))
                .collect(Collectors.toMap(CitationTests::className, Checkout::text, String::concat));
        List<String> wrong = new ArrayList<>();
        for (Path file : checkout.files()) {
            if (file.toString().endsWith(".md")) {
                Checkout.text(file)
                        .lines()
                        .flatMap(CitationTests::tests)
                        .filter(test -> !exists(test, tests))
                        .forEach(test -> wrong.add(checkout.name(file) + ": " + test));
            }
        }
        assertThat(wrong).as("a test class, or a method of one").isEmpty();
    }

    /** Class and method of each; a name that begins with a dot is a method of the class before it in the line. */
    private static Stream<String> tests(String line) {
        List<String> named = new ArrayList<>();
        String last = "";
        for (Matcher test = TEST.matcher(line); test.find(); ) {
            last = test.group(1) == null ? last : test.group(1);
            if (!last.isEmpty()) {
                named.add(last + Objects.requireNonNullElse(test.group(2), ""));
            }
        }
        return named.stream();
    }

    private static boolean exists(String test, Map<String, String> tests) {
        String[] parts = test.split("\\.");
        String text = tests.get(parts[0]);
        return text != null && (parts.length == 1 || text.contains(" " + parts[1] + "("));
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static boolean cites(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 || TEXT.contains(name.substring(dot + 1));
    }

    private void check(Path file, List<String> wrong) {
        String text = Checkout.text(file);
        if (!text.contains(".md") && !text.contains("ADR ")) {
            return;
        }
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String place = checkout.name(file) + ":" + number + ": ";
            if (line.contains(".md")) {
                documents(file, line).map(place::concat).forEach(wrong::add);
            }
            if (line.contains("ADR ")) {
                DECISION.matcher(line)
                        .results()
                        .filter(cited -> !decided(cited.group(1)))
                        .forEach(cited -> wrong.add(place + cited.group() + " (expected: a file of deploy/docs/adr)"));
            }
        }
    }

    private Stream<String> documents(Path file, String line) {
        List<String> wrong = new ArrayList<>();
        Matcher cited = DOCUMENT.matcher(line);
        for (int from = 0; cited.find(from); from = cited.end(3)) {
            String name = cited.group(3);
            Optional<Path> document = find(file, name);
            if (document.isEmpty()) {
                wrong.add(name + " (expected: a document from the root, below deploy/docs or beside the file)");
                continue;
            }
            MarkdownPage page = pages.computeIfAbsent(document.get(), MarkdownPage::read);
            if (cited.group(4) != null && !page.anchors().contains(cited.group(4))) {
                wrong.add(name + "#" + cited.group(4) + " (expected: one of " + page.anchors() + ")");
            }
            if (cited.group(5) != null && cited.group(2).isEmpty()) {
                heading(cited.group(5), cited.group(1) != null, page)
                        .ifPresent(text -> wrong.add(name + text + " (expected: one of " + page.headings() + ")"));
            }
        }
        return wrong.stream();
    }

    /** The text after the comma where it should be a heading and is none. */
    private static Optional<String> heading(String rest, boolean inParentheses, MarkdownPage page) {
        if (rest.length() < 3) {
            return inParentheses ? Optional.of(rest) : Optional.empty();
        }
        String text = rest.substring(2);
        boolean claimed = inParentheses || Character.isUpperCase(text.codePointAt(0));
        return claimed && !page.beginsWithHeading(text) ? Optional.of(rest) : Optional.empty();
    }

    private Optional<Path> find(Path file, String name) {
        Stream<Path> folders = FOLDERS.stream().map(checkout.root()::resolve);
        return Stream.concat(Stream.of(file.resolveSibling("")), folders)
                .map(folder -> folder.resolve(name).normalize())
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private boolean decided(String number) {
        return decisions.contains(Integer.parseInt(number));
    }

    private static Set<Integer> decisions(Checkout checkout) {
        return checkout.files().stream()
                .map(checkout::name)
                .filter(name -> name.matches("deploy/docs/adr/\\d{4}-.*"))
                .map(name ->
                        Integer.valueOf(name.substring("deploy/docs/adr/".length(), "deploy/docs/adr/0000".length())))
                .collect(Collectors.toSet());
    }
}
