package org.whistle.acceptance;

import java.util.UUID;

/** Texts that no other journey has. */
public final class UniqueText {

    private UniqueText() {}

    /** The text with letters behind it: digits could look like a telephone number, which is masked. */
    public static String of(String text) {
        StringBuilder letters = new StringBuilder(text).append(' ');
        UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .forEach(hex -> letters.append((char) ('a' + Character.digit(hex, 16))));
        return letters.toString();
    }
}
