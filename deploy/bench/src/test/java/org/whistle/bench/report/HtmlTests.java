package org.whistle.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTests {

    private static final List<Figure> FIGURES = List.of(
            new BarChart(
                    "Steps, ms", List.of("p50", "p95"), List.of(new BarChart.Group("<report>", List.of(1.0, 2.0)))),
            new LineChart("Loop, ms", "loops/s", List.of(1.0, 2.0), Map.of("p50", List.of(5.0, 9.0))),
            new Table("Errors", List.of("what", "count"), List.of(List.of("accept 503 & more", "2"))));

    @Test
    void aPageHasEverythingItNeedsInItself() {
        String page = Html.page("Loops", "today", List.of(new Html.Section("12 clients", FIGURES)));

        assertThat(page)
                .contains("<svg", "&lt;report&gt;", "accept 503 &amp; more")
                .doesNotContain("http", "src=", "<script");
    }

    @Test
    void theLongestBarIsTheLargestValue() {
        assertThat(FIGURES.getFirst().html()).contains("width=\"530.0\"", "width=\"265.0\"");
    }

    @Test
    void numbersAreShort() {
        assertThat(Html.number(0.1234)).isEqualTo("0.12");
        assertThat(Html.number(1234.5)).isEqualTo("1,235");
    }
}
