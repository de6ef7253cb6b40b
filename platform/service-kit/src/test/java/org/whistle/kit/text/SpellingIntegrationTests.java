package org.whistle.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.testing.DeskTest;

/** The database and the services compare texts in the same way. */
@DeskTest
class SpellingIntegrationTests {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theDatabaseFoldsEveryCharacterAsWeDo() {
        String[] texts = IntStream.rangeClosed(' ', Character.MAX_CODE_POINT)
                .filter(Character::isDefined)
                .filter(character -> Character.getType(character) != Character.SURROGATE
                        && Character.getType(character) != Character.PRIVATE_USE
                        && Character.getType(character) != Character.CONTROL)
                .mapToObj(Character::toString)
                .map(character -> character + " \tA" + character)
                .toArray(String[]::new);
        String[] folded = IntStream.range(0, texts.length)
                .mapToObj(at -> Spelling.folded(texts[at]))
                .toArray(String[]::new);

        assertThat(texts).hasSizeGreaterThan(100_000);
        assertThat(jdbc.sql("""
                        select written from unnest(:texts::text[], :folded::text[]) as pair (written, folded)
                        where whistle_folded(written) <> folded
                        """)
                        .param("texts", texts)
                        .param("folded", folded)
                        .query(String.class)
                        .list())
                .isEmpty();
    }
}
