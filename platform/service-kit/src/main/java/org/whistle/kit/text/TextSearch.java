package org.whistle.kit.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text typed to find cases: words in any order, each in the description, the address, the number at another system or at
 * the end of the case number, whose last five digits people remember.
 *
 * @param words as they are compared
 * @param whole the text as one number, where it is nothing but digits in groups
 */
public record TextSearch(List<String> words, @Nullable String whole, Match match) {

    /** Whether a case has to have all words or any of them. */
    public enum Match {
        /** every word */
        ALL,
        /** at least one word */
        ANY
    }

    /**
     * What was searched, for the caller.
     *
     * @param fields of the answer's cases in which each word was looked for
     * @param wider what {@code match} finds more; absent where nothing does
     */
    public record Searched(
            List<String> words,
            Match match,
            List<String> fields,
            @Nullable Match wider) {

        public Searched {
            words = List.copyOf(words);
            fields = List.copyOf(fields);
        }
    }

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;、。·]+");
    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final Pattern GROUPED_NUMBER = Pattern.compile("\\d+(?:[ -]+\\d+)+");
    private static final Pattern END_OF_NUMBER = Pattern.compile("\\d{5,19}");

    public TextSearch {
        words = List.copyOf(words);
    }

    /** Of what was typed; without words where nothing was. */
    public static TextSearch of(@Nullable String text, @Nullable Match match) {
        String folded = text == null ? "" : Spelling.folded(text);
        List<String> pieces = Arrays.stream(BETWEEN.split(folded))
                .filter(piece -> !piece.isEmpty())
                .toList();
        List<String> plain = pieces.stream()
                .map(piece -> EDGES.matcher(piece).replaceAll(""))
                .filter(piece -> !piece.isEmpty())
                .toList();
        return new TextSearch(
                (plain.isEmpty() ? pieces : plain).stream().distinct().toList(),
                GROUPED_NUMBER.matcher(folded).matches() ? folded.replaceAll("[ -]", "") : null,
                match == null ? Match.ALL : match);
    }

    /** Whether nothing was typed. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The same without the words that an index does not know. */
    public TextSearch without(Predicate<String> unknown) {
        return new TextSearch(words.stream().filter(unknown.negate()).toList(), whole, match);
    }

    /** The condition on a table whose words no index knows. */
    public String condition(String prefix, Map<String, Object> parameters) {
        return condition(prefix, parameters, _ -> Map.of());
    }

    /**
     * The condition on a table with {@code words}, in their {@link Spelling}, and {@code case_number}.
     *
     * @param prefix of columns, such as {@code c.}; may be empty
     * @param indexed a condition that an index answers, true for every row that contains the word, with its own parameters;
     *     empty for none
     */
    public String condition(
            String prefix, Map<String, Object> parameters, Function<String, Map<String, Object>> indexed) {
        Map<String, Object> named = new HashMap<>();
        List<String> each = words.stream()
                .map(word -> {
                    String name = "word" + named.size();
                    named.put(name, word);
                    String stands = indexed.apply(word).entrySet().stream()
                            .map(entry -> {
                                parameters.put(name + "Index", entry.getValue());
                                return entry.getKey().formatted(name + "Index") + " and ";
                            })
                            .collect(Collectors.joining());
                    return "(" + stands + "position(:" + name + " in " + prefix + "words) > 0" + end(prefix, name, word)
                            + ")";
                })
                .toList();
        String all = String.join(match == Match.ALL ? " and " : " or ", each);
        parameters.putAll(named);
        if (whole == null) {
            return "(" + all + ")";
        }
        parameters.put("whole", whole);
        return "(" + all + end(prefix, "whole", whole) + ")";
    }

    /** The end of a case number, through the index on its last five digits. */
    private static String end(String prefix, String name, String word) {
        return END_OF_NUMBER.matcher(word).matches()
                ? " or right(%2$scase_number, 5) = right(:%1$s, 5) and %2$scase_number like '%%' || :%1$s"
                        .formatted(name, prefix)
                : "";
    }

    /** What was searched; nothing where nothing was typed. */
    public @Nullable Searched searched() {
        if (words.isEmpty()) {
            return null;
        }
        boolean numbers = Stream.concat(words.stream(), Stream.ofNullable(whole))
                .anyMatch(word -> END_OF_NUMBER.matcher(word).matches());
        return new Searched(
                words,
                match,
                numbers
                        ? List.of("caseNumber", "externalId", "description", "address")
                        : List.of("externalId", "description", "address"),
                match == Match.ALL && words.size() > 1 ? Match.ANY : null);
    }
}
