package org.whistle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts: Prometheus' own tool agrees with them, and each has its line in the operations guide. */
class AlertRulesTests {

    private static final Path FOLDER = Path.of("../../deploy/observability/prometheus");

    @Test
    void promtoolAgreesWithTheRulesAndTheirTests() throws IOException, InterruptedException {
        assumeTrue(
                System.getenv("CI") != null || Files.isExecutable(Path.of("/usr/bin/promtool")),
                "no promtool: apt-get install prometheus");
        for (List<String> arguments : List.of(
                List.of("check", "rules", "rules/whistle.yml"),
                List.of("test", "rules", "whistle.test.yml", "whistle-hours.test.yml"))) {
            Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), arguments.stream())
                            .toList())
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(promtool.waitFor()).as(output).isZero();
        }
    }

    @Test
    void everyAlertIsFiredByAFaultAndHasItsPlaceInTheGuide() throws IOException {
        String guide = Files.readString(Path.of("../../deploy/docs/operations.md"));
        String faults = Files.readString(FOLDER.resolve("whistle.test.yml"))
                + Files.readString(FOLDER.resolve("whistle-hours.test.yml"));
        String rules = Files.readString(FOLDER.resolve("rules/whistle.yml"));
        List<String> alerts = found("alert: (\\w+)", rules);

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(guide).contains("`" + alert + "`"));
        assertThat(found("alertname: (\\w+)\\s+exp_alerts:\\s+- ", faults)).containsAll(alerts);
        assertThat(found("runbook: \"operations\\.md#(\\w+)\"", rules))
                .hasSameSizeAs(alerts)
                .allSatisfy(anchor -> assertThat(guide).contains("<a id=\"" + anchor + "\">"));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
