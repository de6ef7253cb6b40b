package org.whistle.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The realm for an identity provider run by another party. */
class RealmStepTests {

    private static final Surroundings SURROUNDINGS = new Surroundings(Map.of(
            "WHISTLE_HOME",
            Path.of("../..").toAbsolutePath().normalize().toString(),
            "WHISTLE_PACK",
            "haiwan",
            "WHISTLE_URL",
            "https://whistle.example.org"));

    @TempDir
    private Path folder;

    @Test
    void itsSecretsAreMadeOnceAndNobodyElseReadsThem() throws IOException {
        Path realm = folder.resolve("identity/whistle-realm.json");

        RealmStep.in(folder.resolve("identity"), SURROUNDINGS);
        String first = Files.readString(realm);
        RealmStep.in(folder.resolve("identity"), SURROUNDINGS);

        assertThat(Files.readString(realm)).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(realm)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        JsonNode console = JsonMapper.shared().readTree(first).path("clients").path(0);
        assertThat(console.path("secret").asString())
                .isEqualTo(Files.readString(folder.resolve("identity/console.secret")));
        assertThat(console.path("redirectUris").path(0).asString())
                .isEqualTo("https://whistle.example.org/login/oauth2/code/whistle");
        assertThat(first).contains("\"whistle.demo\" : \"false\"");
    }
}
