package org.whistle.audit.timeline;

import java.util.stream.IntStream;

/**
 * Every pair of neighbouring characters of a text as one number each. A word of two or more characters, Chinese ones
 * included, can only occur in a text that has all of its pairs; the index finds those texts, a comparison with the text
 * decides.
 */
final class TextGrams {

    /** The shortest text that has a pair. */
    static final int SHORTEST = 2;

    private static final int HALF = 16;

    private TextGrams() {}

    /** The pairs of a text in its {@link org.whistle.kit.text.Spelling}, each once, in order. */
    static Integer[] of(String plain) {
        return IntStream.range(0, Math.max(0, plain.length() - 1))
                .map(at -> (plain.charAt(at) << HALF) | plain.charAt(at + 1))
                .sorted()
                .distinct()
                .boxed()
                .toArray(Integer[]::new);
    }
}
