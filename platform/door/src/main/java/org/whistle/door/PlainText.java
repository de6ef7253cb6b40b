package org.whistle.door;

/**
 * The text that may enter: Unicode without control characters other than tab and line break, and without half a surrogate pair,
 * since PostgreSQL keeps no NUL and UTF-8 no half of a pair.
 */
public final class PlainText {

    private PlainText() {}

    /** The text with every CR LF as LF. */
    public static String normalized(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    }

    /** Whether a text may enter. */
    public static boolean isPlain(String text) {
        return normalized(text).codePoints().allMatch(PlainText::isPlain);
    }

    private static boolean isPlain(int point) {
        return point == '\t'
                || point == '\n'
                || !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
    }
}
