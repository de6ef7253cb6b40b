package org.whistle.intake.open311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.intake.open311.Answer.FieldsBuilder;
import org.whistle.intake.open311.Answer.Items;

/** The Spark convention: a list has its elements' name in XML only, what is empty is null in JSON. */
class FormatTests {

    private static final Answer ANSWER = Answer.list(
            "things",
            "thing",
            List.of(new FieldsBuilder()
                    .with("text", "垃圾 <b> & \"x\"")
                    .with("none", null)
                    .with("number", 26.5)
                    .with("parts", new Items("part", List.of("a", "b")))
                    .build()));

    @Test
    void jsonHasNeitherRootNorElementNames() {
        assertThat(text(Format.json, ANSWER))
                .isEqualTo("[{\"text\":\"垃圾 <b> & \\\"x\\\"\",\"none\":null,\"number\":26.5,\"parts\":[\"a\",\"b\"]}]");
    }

    @Test
    void xmlHasBothAndEscapesText() {
        assertThat(text(Format.xml, ANSWER))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><things><thing><text>垃圾 &lt;b&gt; &amp; \"x\"</text>"
                                + "<none></none><number>26.5</number><parts><part>a</part><part>b</part></parts></thing></things>");
    }

    @Test
    void charactersXmlDoesNotHaveAreLeftOut() {
        Answer answer = Answer.list(
                "a",
                "b",
                List.of(new FieldsBuilder().with("c", "x\u0001y\uFFFEz😀").build()));

        assertThat(text(Format.xml, answer)).contains("<c>xyz😀</c>");
    }

    private static String text(Format format, Answer answer) {
        return new String(format.write(answer), StandardCharsets.UTF_8);
    }
}
