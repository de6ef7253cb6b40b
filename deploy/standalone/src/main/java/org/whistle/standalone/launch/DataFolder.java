package org.whistle.standalone.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.setup.CannotStart;
import org.whistle.setup.secret.SecretFiles;

/** Everything this installation keeps, owned by one running launcher at a time. */
public final class DataFolder implements AutoCloseable {

    /** Marks that the demo's cases were played. */
    public static final String SEEDED = "demo-cases-played";

    /** Marks a restored installation, with the instant from which its desks publish once more. */
    public static final String REPUBLISH = "republish-from";

    /** Where backups and comparisons write their results, for the service that exports them as metrics. */
    public static final String OUTCOMES = "outcomes";

    private static final long LEAST_FREE_BYTES = 1L << 30;

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    public static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            requireWritable(root);
            if (Files.getFileStore(root).getUsableSpace() < LEAST_FREE_BYTES) {
                throw new CannotStart("%s: less than 1 GB free; make room or choose another --data".formatted(root));
            }
            Path file = root.resolve("lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new CannotStart(
                        "%s: in use by another running Whistle; stop it or choose another --data".formatted(root));
            }
            return new DataFolder(root, channel, lock);
        } catch (IOException e) {
            throw new CannotStart("%s: cannot be used as data folder: %s".formatted(root, e), e);
        }
    }

    /**
     * Creates the folder where it is missing, and closes it to other users where nothing is in it yet; fails with one line
     * that names the reason where it cannot be used. Logging puts the first file into it.
     */
    public static void requireWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            closeWhereNew(folder);
        } catch (IOException e) {
            throw new CannotStart(
                    "%s: cannot be made: %s (expected: a --data that can be written)".formatted(folder, e), e);
        }
        if (!Files.isWritable(folder)) {
            throw new CannotStart("%s: not writable (expected: a --data that can be written)".formatted(folder));
        }
    }

    /** Closes a new folder to other users; an existing one keeps its permissions. */
    private static void closeWhereNew(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            if (files.findAny().isEmpty() && Files.isWritable(root)) {
                SecretFiles.restrict(root, "rwx------");
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    public Path root() {
        return root;
    }

    /** A folder of its own below the root; made when missing. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys and passwords: readable by the owner only. */
    public Path keys() {
        Path keys = folder("keys");
        SecretFiles.restrict(keys, "rwx------");
        return keys;
    }

    /** A secret that is made once and then kept. */
    public String secret(String name, Supplier<String> generator) {
        return SecretFiles.keep(keys().resolve(name), generator);
    }

    public boolean has(String marker) {
        return Files.exists(root.resolve(marker));
    }

    /** The content of a marker; empty without one. */
    public Optional<String> marked(String marker) {
        try {
            Path file = root.resolve(marker);
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a marker. */
    public void forget(String marker) {
        try {
            Files.deleteIfExists(root.resolve(marker));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a marker that something was done, for the next start. */
    public void mark(String marker, @Nullable String content) {
        try {
            Files.writeString(root.resolve(marker), content == null ? "" : content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
