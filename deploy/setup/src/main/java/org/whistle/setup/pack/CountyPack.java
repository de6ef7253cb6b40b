package org.whistle.setup.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.whistle.setup.CannotStart;
import org.yaml.snakeyaml.Yaml;

/**
 * A county's data under {@code deploy/packs}.
 *
 * @param county its code
 * @param demo whether county and people are invented
 */
public record CountyPack(String name, Path folder, String county, String nameZh, boolean demo) {

    public static CountyPack find(Path home, String name) {
        Path packs = home.resolve("deploy/packs");
        Path folder = packs.resolve(name);
        if (!name.matches("[a-z0-9-]+") || !Files.exists(folder.resolve("pack.yaml"))) {
            throw new CannotStart("--pack %s: no such pack in %s".formatted(name, packs));
        }
        try {
            Map<String, Object> yaml = new Yaml().load(Files.readString(folder.resolve("pack.yaml")));
            return new CountyPack(
                    name,
                    folder,
                    String.valueOf(yaml.get("county")),
                    String.valueOf(yaml.get("nameZh")),
                    Boolean.TRUE.equals(yaml.get("demo")));
        } catch (IOException | RuntimeException e) {
            throw new CannotStart("%s: cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    public Path accounts() {
        return folder.resolve("accounts.csv");
    }

    /** The pack as it is sent; the same files give the same bytes. */
    byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files()) {
                ZipEntry entry = new ZipEntry(file.getFileName().toString());
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(csv|geojson|yaml)"))
                    .sorted()
                    .toList();
        }
    }
}
