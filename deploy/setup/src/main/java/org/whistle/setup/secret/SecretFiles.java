package org.whistle.setup.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Files that only their owner reads; each is complete or absent. */
public final class SecretFiles {

    private SecretFiles() {}

    /** The content of a file that is generated once and then kept. */
    public static String keep(Path file, Supplier<String> generator) {
        try {
            if (!Files.exists(file)) {
                write(file, generator.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a new file; one that is there already is replaced. */
    public static void write(Path file, String content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        restrict(draft, "rw-------");
        Files.writeString(draft, content, StandardCharsets.UTF_8);
        Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sets permissions such as {@code rwx------} where the file system has them. */
    public static void restrict(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
