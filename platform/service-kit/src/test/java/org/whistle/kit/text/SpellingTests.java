package org.whistle.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"A-1", " A-1", "A-1 ", "Ａ－１", "a-1", "A - 1", "A–1", "A\u2011 1", "A\u200B-1", "\uFEFFA-1\u00A0"
            })
    void oneNumberHasManySpellings(String spelling) {
        assertThat(Spelling.number(spelling)).isEqualTo("a-1");
    }

    @ParameterizedTest
    @CsvSource({
        "井\u200B盖, 井盖",
        "'\u3000Ｌｅｄ  路灯\u3000', led 路灯",
        "㎡, m2",
        "ＡＢＣ①, abc1",
        "İ, i",
        "'\u200B\uFE0F \u3000', ''"
    })
    void otherSpellingsAreTheSameText(String text, String folded) {
        assertThat(Spelling.folded(text)).isEqualTo(folded);
    }
}
