package org.whistle.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.setup.CannotStart;

/** What one installation keeps, and that it is one. */
class DataFolderTests {

    @TempDir
    Path folder;

    @Test
    void secondUserIsRefusedUntilTheFirstIsGone() throws IOException {
        DataFolder first = DataFolder.open(folder);

        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("in use by another running Whistle");
        first.close();
        DataFolder.open(folder).close();
    }

    @Test
    void secretIsMadeOnceAndReadableByTheOwnerOnly() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            String first = data.secret("one", () -> "made first");
            String second = data.secret("one", () -> "made again");

            assertThat(second).isEqualTo(first).isEqualTo("made first");
            assertThat(Files.getPosixFilePermissions(data.keys().resolve("one")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(data.keys()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void othersMayNotLookIntoANewOne() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("shared/theirs")).getParent();
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));

        // as the launcher does: its log is there before the folder is opened
        DataFolder.requireWritable(folder.resolve("data"));
        Files.createDirectories(folder.resolve("data/logs"));
        DataFolder.open(folder.resolve("data")).close();
        DataFolder.open(shared).close();

        assertThat(Files.getPosixFilePermissions(folder.resolve("data")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(shared)).isEqualTo(PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void whatCannotBeMadeIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.requireWritable(file.resolve("data")))
                .isInstanceOf(CannotStart.class)
                .hasMessageMatching(".*/file/data: cannot be made: .*");
    }

    @Test
    void busyPortIsNamedWithItsOption() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = busy.getLocalPort();

            assertThatThrownBy(() -> Ports.requireFree(port, "console", "--port"))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("port %d (console) is in use; stop what uses it or choose another with --port N"
                            .formatted(port));
            assertThat(Ports.freeNear(port)).isNotEqualTo(port);
        }
    }
}
