package org.whistle.dispatch.reference.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackArchiveTests {

    @Test
    void answersFilesByName() {
        assertThat(PackArchive.unzip(zip(3, "pack.yaml", "units.csv"))).containsOnlyKeys("pack.yaml", "units.csv");
    }

    @Test
    void takesOneFolderAroundEverythingOff() {
        assertThat(PackArchive.unzip(zip(3, "haiwan/", "haiwan/pack.yaml", "haiwan/units.csv")))
                .containsOnlyKeys("pack.yaml", "units.csv");
    }

    @Test
    void leavesSeveralFoldersForTheReaderToName() {
        assertThat(PackArchive.unzip(zip(3, "a/pack.yaml", "b/units.csv")))
                .containsOnlyKeys("a/pack.yaml", "b/units.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../pack.yaml", "a/../../pack.yaml", "/etc/pack.yaml", "..\\pack.yaml", "C:pack.yaml"})
    void refusesNamesThatLeaveTheFolder(String name) {
        refuses(zip(3, name), "expected: a file name");
    }

    @Test
    void refusesMoreThanFiftyEntries() {
        refuses(zip(0, IntStream.range(0, 51).mapToObj(i -> "f" + i).toArray(String[]::new)), "entries: more than 50");
    }

    @Test
    void refusesWhatUnzipsToMoreThan64Megabytes() {
        refuses(zip(13 << 20, "a", "b", "c", "d", "e"), "unzipped size");
    }

    @Test
    void refusesAFileOfMoreThan16Megabytes() {
        refuses(zip((16 << 20) + 1, "units.csv"), "size of 'units.csv': more than 16777216 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "x\n"})
    void refusesAFileOfMoreThan200000Lines(String line) {
        assertThat(PackArchive.unzip(zip(line.repeat(199_999).getBytes(StandardCharsets.UTF_8), "units.csv")))
                .containsOnlyKeys("units.csv");
        refuses(
                zip(line.repeat(200_000).getBytes(StandardCharsets.UTF_8), "units.csv"),
                "lines of 'units.csv': more than 200000");
    }

    @Test
    void refusesWhatIsNotAZip() {
        refuses(new byte[] {1, 2, 3}, "not a zip archive");
    }

    private static void refuses(byte[] zip, String message) {
        assertThatExceptionOfType(BadPackArchiveException.class)
                .isThrownBy(() -> PackArchive.unzip(zip))
                .withMessageContaining(message);
    }

    private static byte[] zip(int size, String... names) {
        return zip(new byte[size], names);
    }

    private static byte[] zip(byte[] content, String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String name : List.of(names)) {
                out.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    out.write(content);
                }
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
