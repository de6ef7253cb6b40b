package org.whistle.intake.report;

import java.util.HashSet;
import java.util.Set;
import org.whistle.kit.text.Spelling;

/**
 * How alike two descriptions are: the Sørensen–Dice coefficient of their pairs of neighbouring characters, letters and
 * digits only. Most Chinese words have two characters, and no word boundaries are needed. Why not pg_trgm: see
 * {@code V120__duplicates.sql}.
 */
final class TextSimilarity {

    private TextSimilarity() {}

    /** From 0, nothing in common, to 1, the same but for punctuation, spaces and {@link Spelling}. */
    static double of(String one, String other) {
        Set<String> pairs = pairs(one);
        Set<String> others = pairs(other);
        if (pairs.isEmpty() || others.isEmpty()) {
            return 0;
        }
        long common = pairs.stream().filter(others::contains).count();
        return 2.0 * common / (pairs.size() + others.size());
    }

    /** A text of one character is a pair by itself. */
    private static Set<String> pairs(String text) {
        int[] characters = Spelling.folded(text)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .toArray();
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < characters.length; i++) {
            pairs.add(new String(characters, i, 2));
        }
        if (characters.length == 1) {
            pairs.add(new String(characters, 0, 1));
        }
        return pairs;
    }
}
