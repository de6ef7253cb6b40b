package org.whistle.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.setup.CannotStart;
import org.whistle.standalone.launch.Progress;

/** Options of a backup and of a restore, checked before anything is made. */
class BackupOptionsTests {

    private static final Path HOME = Path.of("/srv/whistle");

    @TempDir
    private Path folder;

    @Test
    void theDataAreThoseOfTheProject() {
        BackupOptions options = BackupOptions.ofBackup(HOME, List.of("--to", "/copies"));

        assertThat(options.data()).isEqualTo(HOME.resolve("data"));
        assertThat(options.keysOf(Path.of("/copies/base-1"))).isEqualTo(Path.of("/copies/base-1/keys"));
    }

    @Test
    void keysLieApart() {
        BackupOptions options = BackupOptions.ofRestore(HOME, List.of("--from", "/copies", "--keys", "/safe"));

        assertThat(options.keysOf(Path.of("/copies/base-1"))).isEqualTo(Path.of("/safe/base-1"));
        assertThatThrownBy(() -> BackupOptions.ofBackup(HOME, List.of("--to", "/copies", "--keys", "/copies/keys")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("--keys: /copies/keys (expected: a folder apart from /copies)");
    }

    @Test
    void aRefusedBackupLeavesNoFolder() throws IOException {
        Path copies = folder.resolve("copies");
        BackupOptions options = BackupOptions.ofBackup(
                HOME,
                List.of(
                        "--to",
                        copies.toString(),
                        "--data",
                        folder.resolve("data").toString()));

        assertThatThrownBy(() -> Backup.run(options, new Progress(System.out)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no running Whistle");
        assertThat(Files.exists(copies)).isFalse();
    }
}
