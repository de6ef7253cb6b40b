package org.whistle.intake.photo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Files in a folder, written under another name and then moved, so that a reader never sees an incomplete file. */
@Component
class FilePhotoStore implements PhotoStore {

    private final Path directory;

    FilePhotoStore(PhotoProperties properties) {
        this.directory = properties.directory();
    }

    @Override
    public void keep(String sha256, byte[] content) {
        write(file(directory, sha256), content);
    }

    @Override
    public Optional<byte[]> find(String sha256) {
        return read(file(directory, sha256));
    }

    @Override
    public void keepThumbnail(String sha256, int width, byte[] content) {
        write(thumbnail(sha256, width), content);
    }

    @Override
    public Optional<byte[]> findThumbnail(String sha256, int width) {
        return read(thumbnail(sha256, width));
    }

    @Override
    public void delete(String sha256) {
        try {
            for (int width : Viewing.WIDTHS) {
                Files.deleteIfExists(thumbnail(sha256, width));
            }
            Files.deleteIfExists(file(directory, sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Path beside = Files.createTempFile(file.getParent(), "upload", ".tmp");
                Files.write(beside, content);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path thumbnail(String sha256, int width) {
        return file(directory.resolve("thumbnails").resolve(String.valueOf(width)), sha256);
    }

    private static Path file(Path directory, String sha256) {
        return directory.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
