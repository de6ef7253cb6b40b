package org.whistle.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A transition table written down by hand from domain.md, independently of the code that decides by it: a line is
 * {@code action 中文 | STATES | ROLES}; {@code NAME = STATES} names a group of states, {@code #} starts a remark.
 */
public record TransitionText(List<Line> lines) {

    public TransitionText {
        lines = List.copyOf(lines);
    }

    /** One action from some states by some roles. */
    public record Line(String action, String nameZh, List<String> from, List<String> by) {

        public Line {
            from = List.copyOf(from);
            by = List.copyOf(by);
        }

        private Stream<String> triples() {
            return from.stream().flatMap(state -> by.stream().map(role -> triple(action, state, role)));
        }
    }

    /** Reads a resource next to a test. */
    public static TransitionText read(Class<?> test, String resource) {
        try (InputStream in = Objects.requireNonNull(test.getResourceAsStream(resource), resource)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TransitionText parse(String text) {
        Map<String, List<String>> groups = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        text.lines().map(line -> line.replaceAll("#.*", "").strip()).forEach(line -> {
            if (line.contains("=")) {
                String[] group = line.split("=");
                groups.put(group[0].strip(), words(group[1]));
            } else if (!line.isEmpty()) {
                lines.add(line(line.split("\\|"), groups));
            }
        });
        return new TransitionText(lines);
    }

    /** Every action, from a state, by a role, as {@code action STATE ROLE}. */
    public Set<String> triples() {
        return lines.stream().flatMap(Line::triples).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The triple of {@link #triples}. */
    public static String triple(String action, String state, String role) {
        return action + " " + state + " " + role;
    }

    /** Every action, in order. */
    public List<String> actions() {
        return lines.stream().map(Line::action).distinct().toList();
    }

    /**
     * The answer to a caller who sees the case.
     *
     * @param reached whether the caller is one of those of the role that the action is for, a reporter for instance
     * @param guards guards of actions that state and role allow
     */
    public String verdict(String action, String state, String role, boolean reached, Guards guards) {
        boolean acts = lines.stream()
                .anyMatch(line -> line.action().equals(action) && line.by().contains(role));
        if (!acts || !reached) {
            return "403 FORBIDDEN";
        }
        return triples().contains(triple(action, state, role)) ? guards.of(action, role) : "409 STATE";
    }

    private static Line line(String[] cells, Map<String, List<String>> groups) {
        List<String> name = words(cells[0]);
        List<String> from = words(cells[1]).stream()
                .flatMap(state -> groups.getOrDefault(state, List.of(state)).stream())
                .toList();
        return new Line(name.getFirst(), name.getLast(), from, words(cells[2]));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).toList();
    }

    /**
     * Guards of actions beside state and role, as {@code action=CODE action/ROLE=CODE}; later and more specific ones take
     * precedence, {@code OK} for none.
     */
    public record Guards(Map<String, String> codes) {

        private static final Set<String> PERSONAL = Set.of("FORBIDDEN", "OWN_DECISION", "CHECKER_HANDLED_IT");

        public Guards {
            codes = Map.copyOf(codes);
        }

        /** By their text. */
        public static Guards parse(String... texts) {
            Map<String, String> codes = new HashMap<>();
            Arrays.stream(texts)
                    .flatMap(text -> text.isBlank() ? Stream.empty() : words(text).stream())
                    .map(word -> word.split("="))
                    .forEach(word -> codes.put(word[0], word[1]));
            return new Guards(codes);
        }

        /** Every verdict that a table's source can give beside the state's, so that none goes untried. */
        public static Set<String> codesIn(String source) throws IOException {
            return Pattern.compile("\\b(conflict|forbidden)\\(\"(\\w+)\"\\)")
                    .matcher(Files.readString(Path.of(source)))
                    .results()
                    .map(match -> (match.group(1).equals("conflict") ? "409 " : "403 ") + match.group(2))
                    .collect(Collectors.toSet());
        }

        private String of(String action, String role) {
            String code = codes.getOrDefault(action + "/" + role, codes.getOrDefault(action, "OK"));
            return code.equals("OK") ? code : (PERSONAL.contains(code) ? "403 " : "409 ") + code;
        }
    }
}
