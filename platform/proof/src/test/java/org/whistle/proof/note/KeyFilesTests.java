package org.whistle.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTests {

    @TempDir
    Path folder;

    @Test
    void theNewestSignsFirstAndARetiredOneIsStillKnown() throws IOException {
        KeyPair first = KeyFiles.generate(folder, "2026-01");
        KeyPair second = KeyFiles.generate(folder, "2026-07");
        assertThat(KeyFiles.pairs(folder))
                .extracting(KeyPair::getPublic)
                .containsExactly(second.getPublic(), first.getPublic());
        Files.delete(folder.resolve("2026-01.pem"));
        assertThat(KeyFiles.pairs(folder)).extracting(KeyPair::getPublic).containsExactly(second.getPublic());
        assertThat(KeyFiles.publicKeys(folder)).containsExactly(second.getPublic(), first.getPublic());
    }

    @Test
    void aPrivateKeyNeedsItsPublicHalf() throws IOException {
        KeyFiles.generate(folder, "2026-01");
        Files.delete(folder.resolve("2026-01.pub.pem"));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyFiles.pairs(folder));
    }

    @Test
    void aFileNamedLikeAKeyIsOne() throws IOException {
        Files.writeString(folder.resolve("2026-01.pub.pem"), "nonsense");
        assertThatIllegalArgumentException().isThrownBy(() -> KeyFiles.publicKeys(folder));
    }
}
