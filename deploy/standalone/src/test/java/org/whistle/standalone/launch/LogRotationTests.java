package org.whistle.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of processes that go on writing. */
class LogRotationTests {

    @TempDir
    Path folder;

    @Test
    void aFullLogIsPutAsideWhileItsProcessWritesOn() throws IOException {
        Path file = folder.resolve("service.log");
        Path own = Files.writeString(folder.resolve("launcher.log"), "more than ten bytes");
        Process process = new ProcessBuilder("cat")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
                .start();
        try (LogRotation rotation = new LogRotation(folder, 10);
                OutputStream writes = process.getOutputStream()) {
            for (int number = 1; number <= 7; number++) {
                String line = "line number " + number + "\n";
                writes.write(line.getBytes(StandardCharsets.UTF_8));
                writes.flush();
                await().untilAsserted(() -> assertThat(file).hasContent(line));
                rotation.rotate();
                assertThat(file).isEmptyFile();
            }
            rotation.rotate();

            assertThat(unzipped("service.log.1.gz")).isEqualTo("line number 7\n");
            assertThat(unzipped("service.log.5.gz")).isEqualTo("line number 3\n");
            assertThat(folder).isDirectoryNotContaining("glob:**/*.6.gz");
            assertThat(own).hasContent("more than ten bytes");
        }
    }

    private String unzipped(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
