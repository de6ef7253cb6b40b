package org.whistle.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen of each log, in a file that only grows and is on the disk before anything is cosigned. */
final class Memory implements AutoCloseable {

    private final Map<String, Seen> last = new HashMap<>();
    private final FileChannel file;

    private Memory(FileChannel file) {
        this.file = file;
    }

    /**
     * Reads the file, or begins it; what was being written when the power went is cut off.
     *
     * @throws IllegalStateException for a file in which a log goes backwards or a line has another format
     */
    static Memory open(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Memory memory = new Memory(FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            memory.read(Files.readString(path));
            return memory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String text) throws IOException {
        int complete = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, complete).lines().toList()) {
            @Nullable Seen seen = Seen.parse(line);
            if (seen == null || seen.size() < of(seen.origin()).size()) {
                throw new IllegalStateException("memory: " + line + " (expected: a log's next size and root)");
            }
            last.put(seen.origin(), seen);
        }
        file.truncate(text.substring(0, complete).getBytes(StandardCharsets.UTF_8).length);
        file.position(file.size());
    }

    Seen of(String origin) {
        return last.getOrDefault(origin, Seen.nothingOf(origin));
    }

    void remember(Seen seen, long seconds) {
        try {
            ByteBuffer line = ByteBuffer.wrap(seen.line(seconds).getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(true);
            last.put(seen.origin(), seen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
