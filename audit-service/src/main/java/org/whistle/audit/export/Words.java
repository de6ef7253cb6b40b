package org.whistle.audit.export;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The words for codes in exported files, Chinese unless English was asked for. */
public final class Words {

    private final ResourceBundle bundle;
    private final boolean english;

    private Words(Locale locale) {
        this.english = locale == Locale.ENGLISH;
        this.bundle = ResourceBundle.getBundle(
                "whistle.export",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** English if the {@code Accept-Language} begins with {@code en}, else Chinese. */
    public static Words of(@Nullable String accepted) {
        boolean english = accepted != null && accepted.toLowerCase(Locale.ROOT).startsWith("en");
        return new Words(english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    }

    /** Whether names are the English ones. */
    public boolean english() {
        return english;
    }

    /** The word for a code; the code itself where there is none. */
    public String say(String code) {
        try {
            return bundle.getString(code);
        } catch (MissingResourceException e) {
            return code;
        }
    }
}
