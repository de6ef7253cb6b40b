package org.whistle.setup.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.events.Producer;

/** The desks' keys. */
class SigningKeysTests {

    @TempDir
    Path folder;

    @Test
    void everyDeskHasOneKeyThatAllTrust() throws Exception {
        SigningKeys keys = SigningKeys.in(folder);
        String first = Files.readString(keys.privateKeyOf(Producer.INTAKE));
        SigningKeys again = SigningKeys.in(folder);

        assertThat(Files.readString(again.privateKeyOf(Producer.INTAKE)))
                .isEqualTo(first)
                .startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(names(keys.trusted()))
                .hasSize(4)
                .allMatch(name -> name.matches("(intake|dispatch|department|audit)-service\\.[0-9a-f]{8}\\.pub\\.pem"));
        assertThat(names(keys.ledger())).containsExactlyInAnyOrder("first.pem", "first.pub.pem");
    }

    @Test
    void keptApartNoServiceFindsTheKeyOfAnother() throws Exception {
        SigningKeys.apart(folder);
        String first = Files.readString(folder.resolve("intake-service/signing.pem"));
        SigningKeys.apart(folder);

        assertThat(folder.resolve("intake-service/signing.pem")).content().isEqualTo(first);
        assertThat(names(folder.resolve("intake-service"))).containsExactlyInAnyOrder("signing.pem", "contacts.key");
        assertThat(names(folder.resolve("dispatch-service"))).containsExactlyInAnyOrder("signing.pem", "webhooks.key");
        assertThat(names(folder.resolve("audit-service/ledger")))
                .containsExactlyInAnyOrder("first.pem", "first.pub.pem");
        assertThat(names(folder.resolve("public/ledger"))).containsExactly("first.pub.pem");
        assertThat(names(folder.resolve("public/trusted"))).hasSize(4).noneMatch(name -> name.endsWith(".new"));
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
