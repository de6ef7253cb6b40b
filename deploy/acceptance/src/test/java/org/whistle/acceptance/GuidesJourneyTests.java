package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.replay.client.Pictures;

/** What the documents tell people to type does what they say: their commands, run one after the other by bash. */
class GuidesJourneyTests {

    /** Fails where the answer is a refusal, so that a wrong example does not pass for a right one. */
    private static final String STRICT = """
            set -euo pipefail
            curl() { command curl --fail-with-body "$@"; }
            """;

    private final RunningSystem system = RunningSystem.shared();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"../../README.md, caseNumber", "../docs/integrations.md, messageId"})
    void everyCommandOfAGuideIsAnswered(String guide, String last) throws IOException, InterruptedException {
        String commands = commandsOf(Path.of(guide));
        assertThat(commands).contains("token()").contains("curl -s");

        assertThat(run(commands)).startsWith("0\n").contains("\"" + last + "\"");
    }

    @Test
    void aCommandThatIsRefusedIsNoticed() throws IOException, InterruptedException {
        assertThat(run("curl -s http://localhost:8080/api/intake/cases")).doesNotStartWith("0\n");
    }

    /** The indented lines that speak to the running system, from the first that names what the others use. */
    private static String commandsOf(Path guide) throws IOException {
        List<String> lines = Files.readAllLines(guide);
        return lines.stream()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .dropWhile(line -> !line.startsWith("token()"))
                .filter(line -> !line.startsWith("./") && !line.startsWith("java "))
                .collect(Collectors.joining("\n"));
    }

    private String run(String commands) throws IOException, InterruptedException {
        Files.write(directory.resolve("photo.jpg"), Pictures.photo(311).bytes());
        Path script = Files.writeString(
                directory.resolve("guide.sh"),
                STRICT
                        + "INBOUND=" + RunningSystem.PLATFORM_TOKEN + "\n"
                        + commands.replace(
                                        "http://localhost:8080",
                                        system.gateway().toString())
                                .replace(
                                        "http://localhost:9000",
                                        system.identity().toString()));
        Process bash = new ProcessBuilder("bash", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return bash.waitFor() + "\n" + said;
    }
}
