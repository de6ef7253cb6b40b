package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.replay.client.Pictures;

/** The commands in the documents have the documented results: they are run one after the other by bash. */
class GuidesJourneyTests {

    /** Fails where the answer is a refusal, so that a wrong example does not pass for a right one. */
    private static final String STRICT = """
            set -euo pipefail
            curl() { command curl --fail-with-body "$@"; }
            token() { curl -s -d username=$1 -d password=demo http://localhost:9000/demo/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'; }
            """;

    private static final Pattern BLOCK = Pattern.compile("(?m)(^    .*\\n)+");
    private static final Pattern SPEAKS = Pattern.compile("token\\(\\)|curl|\\w+=");

    private final RunningSystem system = RunningSystem.shared();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"../../README.md, caseNumber", "../docs/integrations.md, messageId", "../docs/webhooks.md, secret"})
    void everyCommandOfAGuideIsAnswered(String guide, String last) throws IOException, InterruptedException {
        String commands = commandsOf(Path.of(guide));
        assertThat(commands).contains("curl -s");

        assertThat(run(commands)).startsWith("0\n").contains("\"" + last + "\"");
    }

    @Test
    void aCommandThatIsRefusedIsNoticed() throws IOException, InterruptedException {
        assertThat(run("curl -s http://localhost:8080/api/intake/cases")).doesNotStartWith("0\n");
    }

    @Test
    @Tag("nightly")
    @Tag("recovery")
    void anOperatorsCommandRunsBesideTheService() throws IOException, InterruptedException {
        String command = Path.of("../command").toAbsolutePath().normalize() + " --data " + system.data("");

        assertThat(run(command + " dispatch replay-parked")).startsWith("0\n").contains("replay-parked applied=0");
        assertThat(run(command + " audit verify")).startsWith("0\n");
        assertThat(run(command + " kitchen verify")).startsWith("2\n").contains("no running standalone");
    }

    /** The blocks that speak to the running system. */
    private static String commandsOf(Path guide) throws IOException {
        return BLOCK.matcher(Files.readString(guide))
                .results()
                .map(block -> block.group().strip())
                .filter(block -> SPEAKS.matcher(block).lookingAt())
                .collect(Collectors.joining("\n"));
    }

    private String run(String commands) throws IOException, InterruptedException {
        Files.write(directory.resolve("photo.jpg"), Pictures.photo(311).bytes());
        Path script = Files.writeString(
                directory.resolve("guide.sh"),
                (STRICT + "INBOUND=" + RunningSystem.PLATFORM_TOKEN + "\n" + commands)
                        .replace("http://localhost:8080", system.gateway().toString())
                        .replace("http://localhost:9000", system.identity().toString()));
        Process bash = new ProcessBuilder("bash", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return bash.waitFor() + "\n" + said;
    }
}
