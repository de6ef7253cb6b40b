package org.whistle.dispatch.reference.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a pack, for who reads Chinese. The messages are English and consist of few phrases:
 * {@code pack-words.txt} has each with its translation, {@code #} for a code, a value or a list; the first that fits counts.
 */
public final class PackWords {

    private static final Pattern PARTS =
            Pattern.compile("(?:feature (\\d+): )?(.*?)(?: ?\\(expected: (.*)\\))?", Pattern.DOTALL);
    private static final List<Phrase> PHRASES = read();

    private PackWords() {}

    private record Phrase(Pattern english, String chinese) {}

    /** The message in Chinese where the locale is; what has no translation stays. */
    public static String in(Locale locale, String message) {
        Matcher parts = PARTS.matcher(message);
        if (!locale.getLanguage().equals("zh") || !parts.matches()) {
            return message;
        }
        String feature = parts.group(1) == null ? "" : "第 " + parts.group(1) + " 个要素：";
        String expected = parts.group(3) == null ? "" : "（应为：" + phrase(parts.group(3)) + "）";
        return feature + phrase(parts.group(2)) + expected;
    }

    private static String phrase(String english) {
        for (Phrase phrase : PHRASES) {
            Matcher matcher = phrase.english().matcher(english);
            if (matcher.matches()) {
                return filled(phrase.chinese(), matcher.toMatchResult());
            }
        }
        return english;
    }

    private static String filled(String chinese, MatchResult values) {
        String[] pieces = chinese.split("#", -1);
        StringBuilder text = new StringBuilder(pieces[0]);
        for (int i = 1; i < pieces.length; i++) {
            text.append(values.group(i)).append(pieces[i]);
        }
        return text.toString();
    }

    private static List<Phrase> read() {
        try (InputStream words =
                Objects.requireNonNull(PackWords.class.getResourceAsStream("/whistle/pack-words.txt"))) {
            return new String(words.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" \\| ", 2))
                    .map(line -> new Phrase(
                            Pattern.compile("\\Q" + line[0].replace("#", "\\E(.+?)\\Q") + "\\E", Pattern.DOTALL),
                            line[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
