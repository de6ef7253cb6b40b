package org.whistle.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.setup.CannotStart;

/** The command line. */
class OptionsTests {

    private static final Path HOME = Path.of("/home");

    @Test
    void nothingIsNeeded() {
        Options options = Options.parse(HOME, List.of());

        assertThat(options).isEqualTo(new Options(HOME, HOME.resolve("data"), 8080, 9000, "haiwan", false, false));
    }

    @Test
    void everythingCanBeChosen() {
        Options options = Options.parse(
                HOME,
                List.of(
                        "--data",
                        "/tmp/x",
                        "--port",
                        "80",
                        "--identity-port",
                        "9",
                        "--pack",
                        "los-angeles",
                        "--empty"));

        assertThat(options).isEqualTo(new Options(HOME, Path.of("/tmp/x"), 80, 9, "los-angeles", true, false));
    }

    @Test
    void aValueMayStandBehindAnEqualsSign() {
        assertThat(Options.words("backup", "--port=80", "--empty", "--pack", "a=b"))
                .containsExactly("backup", "--port", "80", "--empty", "--pack", "a=b");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Options.parse(HOME, List.of("--prot", "80")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("--prot: unknown option (see --help)");
        assertThatThrownBy(() -> Options.parse(HOME, List.of("--port")))
                .hasMessage("--port: a value is missing (see --help)");
        assertThatThrownBy(() -> Options.parse(HOME, List.of("--port", "99999")))
                .hasMessage("--port: 99999 (expected: 1 to 65535)");
    }
}
