package org.whistle.kit.desk;

import java.util.regex.Pattern;

/** Free text on its way into events, which nobody can erase: phone and ID numbers are masked first (events.md). */
public final class FreeText {

    private static final Pattern IDENTITY_NUMBER = Pattern.compile("(?<!\\d)\\d{6}(?:19|20)\\d{9}[\\dXx](?![\\dXx])");
    private static final Pattern MOBILE_NUMBER =
            Pattern.compile("(?<!\\d)(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?!\\d)");
    private static final Pattern LANDLINE_NUMBER = Pattern.compile("(?<!\\d)0\\d{2,3}-\\d{7,8}(?!\\d)");

    private FreeText() {}

    /** The text with such numbers as stars. */
    public static String screened(String text) {
        String masked = text;
        for (Pattern pattern : new Pattern[] {IDENTITY_NUMBER, MOBILE_NUMBER, LANDLINE_NUMBER}) {
            masked = pattern.matcher(masked).replaceAll("***");
        }
        return masked;
    }
}
