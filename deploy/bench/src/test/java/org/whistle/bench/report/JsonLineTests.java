package org.whistle.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLineTests {

    private record Sample(String name, Instant at, double rate, List<Double> more, long count) {}

    @Test
    void componentsKeepTheirOrderAndNumbersFourDigits() {
        Sample sample = new Sample(
                "z\nb",
                Instant.parse("2026-12-01T10:00:00Z"),
                12.34567,
                List.of(123_456.7, 0.000123456, Double.NaN),
                7);

        assertThat(JsonLine.of(sample))
                .isEqualTo("{\"name\":\"z\\nb\",\"at\":\"2026-12-01T10:00:00Z\",\"rate\":12.35,"
                        + "\"more\":[123500,0.0001235,null],\"count\":7}");
    }
}
