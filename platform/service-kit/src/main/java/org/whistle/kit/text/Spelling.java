package org.whistle.kit.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The one form in which texts are compared: width, case, invisible characters, kinds of dashes and runs of blanks make no
 * difference. The function {@code whistle_folded} of the database does the same.
 */
public final class Spelling {

    /** Soft hyphens, zero-width characters, marks of direction, fillers, selectors of variants. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E"
                    + "\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF9-\\uFFFB\\x{E0000}-\\x{E0FFF}]");

    private static final Pattern DASH = Pattern.compile("[\\u2010-\\u2015\\u2212]");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\n\\r\\u2028\\u2029]+");

    private Spelling() {}

    /** A text as it is compared; empty where nothing of it can be seen. */
    public static String folded(String text) {
        String wide = Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
        String small = wide.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return BLANKS.matcher(DASH.matcher(small).replaceAll("-"))
                .replaceAll(" ")
                .replaceAll("^ | $", "");
    }

    /** A number of another system as it is compared: blanks make no difference either. */
    public static String number(String number) {
        return folded(number).replace(" ", "");
    }
}
