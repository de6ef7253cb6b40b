package org.whistle.standalone.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.standalone.launch.DataFolder;

/** The desks' keys. */
class SigningKeysTests {

    @TempDir
    Path folder;

    @Test
    void everyDeskHasOneKeyThatAllTrust() throws Exception {
        try (DataFolder data = DataFolder.open(folder)) {
            SigningKeys keys = SigningKeys.in(data);
            String first = Files.readString(keys.privateKeyOf(Service.INTAKE));
            SigningKeys again = SigningKeys.in(data);

            assertThat(Files.readString(again.privateKeyOf(Service.INTAKE)))
                    .isEqualTo(first)
                    .startsWith("-----BEGIN PRIVATE KEY-----\n");
            assertThat(names(keys.trusted()))
                    .hasSize(4)
                    .allMatch(name ->
                            name.matches("(intake|dispatch|department|audit)-service\\.[0-9a-f]{8}\\.pub\\.pem"));
            assertThat(names(keys.ledger())).containsExactlyInAnyOrder("first.pem", "first.pub.pem");
        }
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
