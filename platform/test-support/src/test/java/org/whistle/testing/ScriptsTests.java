package org.whistle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every script for operators has to keep to, also where cron or a service manager starts it without an environment. */
class ScriptsTests {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Their help is the jar's. */
    private static final Set<String> OF_A_JAR = Set.of("deploy/up", "deploy/backup", "deploy/restore", "deploy/replay");

    /** Has no options. */
    private static final String JDK = "deploy/jdk";

    @ParameterizedTest
    @MethodSource("scripts")
    void helpNamesTheScriptAndIsNoError(String script) throws IOException, InterruptedException {
        if (!OF_A_JAR.contains(script) && !script.equals(JDK)) {
            assertThat(run(script, "--help")).startsWith("0\n").contains(script + " ");
        }
    }

    @Test
    void aValueMayStandBehindAnEqualsSign() throws IOException, InterruptedException {
        assertThat(run("deploy/compare", "--data=/nowhere")).startsWith("2\n").contains("/nowhere");
        assertThat(run("deploy/command", "--data=/nowhere", "audit", "verify"))
                .startsWith("2\n")
                .contains("/nowhere");
        assertThat(run("deploy/compose-restore", "--from=/a", "--keys=/b", "--until=soon"))
                .startsWith("2\n")
                .contains("--until: soon");
        assertThat(run("deploy/compose-backup", "--to=/a", "--keys=/a/b"))
                .startsWith("2\n")
                .contains("--keys: /a/b");
    }

    private static String run(String script, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve(script).toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(Set.of("PATH"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + output;
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptNeedsAHome(String script) throws IOException {
        assertThat(Files.readString(ROOT.resolve(script))).doesNotContainPattern("\\$(HOME\\b|\\{HOME})");
    }

    /** Where no locale is set, Java would print question marks for Chinese. */
    @Test
    void theStartPrintsChineseWithoutALocale() throws IOException {
        assertThat(Files.readString(ROOT.resolve("deploy/up"))).contains("-Dstdout.encoding=UTF-8");
    }

    @Test
    void scriptsAreFound() throws IOException {
        assertThat(scripts()).containsAll(OF_A_JAR).contains(JDK, "deploy/kubernetes/secrets");
    }

    private static List<String> scripts() throws IOException {
        try (Stream<Path> files =
                Stream.of("deploy", "deploy/kubernetes").map(ROOT::resolve).flatMap(ScriptsTests::filesOf)) {
            return files.filter(Files::isExecutable)
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> filesOf(Path folder) {
        try {
            return Files.list(folder).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
