package org.whistle.setup.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.setup.CannotStart;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.account.Grant;

/** The shipped packs as the launcher reads them. */
class CountyPackTests {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void sameFilesGiveTheSameBytes() throws IOException {
        CountyPack pack = CountyPack.find(HOME, "haiwan");

        assertThat(pack.county()).isEqualTo("350999");
        assertThat(pack.zip()).isEqualTo(CountyPack.find(HOME, "haiwan").zip());
        assertThat(names(pack.zip()))
                .contains("pack.yaml", "organisation.csv", "grids.geojson")
                .isSorted();
    }

    @Test
    void unknownPackIsNamed() {
        assertThatThrownBy(() -> CountyPack.find(HOME, "../packs"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("--pack ../packs: no such pack");
    }

    @Test
    void accountsHaveTheirGrants() {
        Accounts accounts = Accounts.read(CountyPack.find(HOME, "haiwan").accounts());

        assertThat(accounts.find("dept-sanitation").orElseThrow().grants())
                .containsExactly(new Grant("DEPARTMENT", List.of("350999"), "SANITATION"));
        assertThat(accounts.find("grid").orElseThrow().grants())
                .containsExactly(new Grant("GRID_WORKER", List.of("350999001001001"), null));
        assertThat(accounts.oneOfEachRole()).hasSize(13);
    }

    @Test
    void whoAdministersTheCountyMayHaveAnyName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("accounts.csv");
        Files.writeString(
                file,
                "username,name,role,scopes,unit\nelsewhere,A,ADMIN,350100,\nlin,B,STREET,350999001,\nlin,B,ADMIN,350999,\n");
        Accounts accounts = Accounts.read(file);

        assertThat(accounts.administratorOf("350999").orElseThrow().username()).isEqualTo("lin");
        assertThat(accounts.administratorOf("350998")).isEmpty();
    }

    private static List<String> names(byte[] zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
