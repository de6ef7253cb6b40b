package org.whistle.setup.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Secrets that were left at their example values. */
class ExampleSecretsTests {

    @Test
    void chosenOnesPass() {
        assertThat(ExampleSecrets.among(List.of("ONE"), Map.of("ONE", "0123456789ab")))
                .isEmpty();
    }

    @Test
    void missingShortAndExampleValuesAreNamedAndNotShown() {
        assertThat(ExampleSecrets.among(
                        List.of("ONE", "TWO", "THREE"), Map.of("ONE", "change-me-one", "TWO", "hunter2")))
                .containsExactly(
                        "ONE: left at its example value", "TWO: 7 characters (expected: 12 or more)", "THREE: missing");
    }

    @Test
    void everyValueOfTheExampleThatLooksLikeASecretIsRefused() throws IOException {
        Map<String, String> example = Files.readAllLines(Path.of("../../.env.example")).stream()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        List<String> secrets = example.keySet().stream()
                .filter(name -> name.endsWith("_PASSWORD") || name.endsWith("_SECRET"))
                .sorted()
                .toList();

        assertThat(secrets).contains("POSTGRES_PASSWORD", "KEYCLOAK_ADMIN_PASSWORD", "INTEGRATION_CLIENT_SECRET");
        assertThat(ExampleSecrets.among(secrets, example)).hasSameSizeAs(secrets);
    }

    @Test
    void theComposeFileAsksForEachOfThem() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../../docker-compose.yml"));
        String guard = lines.stream()
                .filter(line -> line.contains("command: [guard"))
                .findFirst()
                .orElseThrow();
        List<String> used = lines.stream()
                .filter(line -> line.matches(".*\\$\\{[A-Z_]+_(PASSWORD|SECRET)[:}].*"))
                .map(line -> line.replaceAll(".*\\$\\{([A-Z_]+)[:}].*", "$1"))
                .distinct()
                .toList();

        assertThat(used).isNotEmpty().allSatisfy(name -> assertThat(guard).contains(name));
    }
}
