package org.whistle.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Gatherers;
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
        List<String> texts = IntStream.rangeClosed(' ', Character.MAX_CODE_POINT)
                .filter(Character::isDefined)
                .filter(character -> Character.getType(character) != Character.SURROGATE
                        && Character.getType(character) != Character.PRIVATE_USE
                        && Character.getType(character) != Character.CONTROL)
                .mapToObj(Character::toString)
                .map(character -> character + " \tA" + character)
                .toList();

        assertThat(texts).hasSizeGreaterThan(100_000);
        // a statement has five seconds, also on a busy machine
        assertThat(texts.stream().gather(Gatherers.windowFixed(10_000)))
                .flatMap(this::foldedOtherwise)
                .isEmpty();
    }

    private List<String> foldedOtherwise(List<String> texts) {
        return jdbc.sql("""
                        select written from unnest(:texts::text[], :folded::text[]) as pair (written, folded)
                        where whistle_folded(written) <> folded
                        """)
                .param("texts", texts.toArray(String[]::new))
                .param("folded", texts.stream().map(Spelling::folded).toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
