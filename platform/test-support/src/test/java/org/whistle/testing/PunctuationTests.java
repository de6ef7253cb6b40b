package org.whistle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Chinese sentences that people read have full-width marks: no comma, semicolon or question mark of English between two characters. */
class PunctuationTests {

    private static final Pattern IN_A_LITERAL =
            Pattern.compile("[\"'`][^\"'`]*\\p{IsHan}[,;!?] ?\\p{IsHan}[^\"'`]*[\"'`]");
    private static final Pattern IN_A_VALUE = Pattern.compile("=.*\\p{IsHan}[,;!?] ?\\p{IsHan}");

    private final Checkout checkout = Checkout.here();

    @Test
    void chineseTextHasChineseMarks() {
        List<String> wrong = new ArrayList<>();
        for (Path file : checkout.files()) {
            String name = checkout.name(file);
            Pattern pattern = name.endsWith(".properties") ? IN_A_VALUE : IN_A_LITERAL;
            if (name.matches(".*/src/(main|src)/.*\\.(java|ts|vue|properties)")) {
                Checkout.text(file)
                        .lines()
                        .filter(line -> pattern.matcher(line).find())
                        .forEach(line -> wrong.add(name + ": " + line.strip()));
            }
        }
        assertThat(wrong).isEmpty();
    }
}
