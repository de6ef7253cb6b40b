package org.whistle.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    @Test
    void playsAFile() {
        Options options = Options.parse(List.of("a.csv", "--pack", "los-angeles", "--speed", "100", "--limit", "5"));

        assertThat(options.file()).isEqualTo(Path.of("a.csv"));
        assertThat(options.generates()).isFalse();
        assertThat(options.speed()).isEqualTo(100);
        assertThat(options.limit()).isEqualTo(5);
    }

    @Test
    void generates() {
        Options options = Options.parse(List.of("--generate", "haiwan", "--days", "90", "--seed", "42"));

        assertThat(options.generates()).isTrue();
        assertThat(options.pack()).isEqualTo("haiwan");
        assertThat(options.days()).isEqualTo(90);
        assertThat(options.seed()).isEqualTo(42);
        assertThat(options.speed()).isInfinite();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.csv",
                "a.csv b.csv --pack haiwan",
                "a.csv --generate haiwan",
                "--generate haiwan --pack haiwan",
                "--generate",
                "--generate haiwan --days 0",
                "--generate haiwan --seed x",
                "--generate haiwan --speed fast",
                "--generate haiwan --speed -1",
                "--generate haiwan --color"
            })
    void refusesWhatItDoesNotUnderstand(String line) {
        assertThatExceptionOfType(Options.UsageException.class)
                .isThrownBy(() -> Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" "))));
    }
}
