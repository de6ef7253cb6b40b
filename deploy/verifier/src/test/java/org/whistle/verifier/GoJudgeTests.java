package org.whistle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Go's own library for transparent logs verifies ours. */
class GoJudgeTests {

    /** Set by {@code .ci/run}: there the judge has to be present; elsewhere its absence counts as a skipped test. */
    private static final String WITH_GO = "WHISTLE_WITH_GO";

    private static final String NEEDED =
            "the outside judge, go with golang.org/x/mod, is not here: apt-get install golang-go golang-golang-x-mod-dev";

    @TempDir
    Path directory;

    @Test
    void goAcceptsEveryProofAndRefusesEveryFlippedBit() throws IOException, InterruptedException {
        requireGo();
        int proofs = LogOnDisk.write(directory);
        ProcessBuilder command = new ProcessBuilder(
                        "go",
                        "run",
                        Path.of("src/test/go/verify.go").toAbsolutePath().toString(),
                        directory.toString())
                .redirectErrorStream(true)
                .directory(directory.toFile());
        command.environment().put("GO111MODULE", "off");
        command.environment().put("GOPATH", "/usr/share/gocode");
        command.environment().put("GOCACHE", directory.resolve("cache").toString());
        Process go = command.start();
        String output = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(go.waitFor()).as(output).isZero();
        assertThat(output).contains("proofs=" + proofs).contains("refused=" + proofs);
        assertThat(proofs).isGreaterThan(10_000);
    }

    private void requireGo() throws IOException, InterruptedException {
        if (!Files.isDirectory(Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")) || !goRuns()) {
            if (System.getenv(WITH_GO) != null) {
                fail(NEEDED);
            }
            abort(NEEDED);
        }
    }

    private static boolean goRuns() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("go", "version").start();
            return version.waitFor(30, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
