package org.whistle.dispatch.reference.pack;

import java.util.Locale;

/**
 * A mistake in a pack, found before anything of it takes effect.
 *
 * @param line from 1; of a file that is missing or unknown, 1
 */
public record PackError(String file, int line, String message) {

    /** The message in a language. */
    public String message(Locale locale) {
        return PackWords.in(locale, message);
    }
}
