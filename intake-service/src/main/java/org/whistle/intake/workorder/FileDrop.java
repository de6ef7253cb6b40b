package org.whistle.intake.workorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same model by files: one message a file in {@code in/*.json}, moved to {@code done} or {@code parked} once it is kept;
 * one reply a file in {@code out}. A file appears under its name only when it is whole.
 */
@Component
class FileDrop {

    private static final Logger LOG = LoggerFactory.getLogger(FileDrop.class);
    private static final int BATCH = 500;
    private static final long LARGEST = 25_000_000;

    private final Inbox inbox;
    private final JsonMapper json;

    FileDrop(Inbox inbox, JsonMapper json) {
        this.inbox = inbox;
        this.json = json;
    }

    void take(WorkOrderProperties.System system) {
        Path folder = folderOf(system);
        try {
            Path in = Files.createDirectories(folder.resolve("in"));
            try (Stream<Path> files = Files.list(in)) {
                List<Path> found = files.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .limit(BATCH)
                        .toList();
                for (Path file : found) {
                    take(system, file, folder);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("files not taken system={} reason={}", system.code(), e.toString());
        }
    }

    private void take(WorkOrderProperties.System system, Path file, Path folder) throws IOException {
        JsonNode message = read(file);
        boolean good = message != null && inbox.receive(system.code(), message).parked() == null;
        Path to = Files.createDirectories(folder.resolve(good ? "done" : "parked"));
        Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private @Nullable JsonNode read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            return null;
        }
        try {
            return json.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            return json.valueToTree(e.getOriginalMessage());
        }
    }

    /**
     * Writes a reply.
     *
     * @throws NotWrittenException where the folder does not take it
     */
    void put(WorkOrderProperties.System system, WorkOrderStore.Outgoing reply) {
        try {
            Path out = Files.createDirectories(folderOf(system).resolve("out"));
            Path draft = out.resolve(reply.id() + ".tmp");
            Files.writeString(draft, reply.body());
            Files.move(draft, out.resolve(reply.id() + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new NotWrittenException(e);
        }
    }

    private static Path folderOf(WorkOrderProperties.System system) {
        Path folder = system.folder();
        if (folder == null) {
            throw new NotWrittenException(new IOException("folder of " + system.code() + ": none"));
        }
        return folder;
    }

    /** The folder did not take it. */
    static final class NotWrittenException extends RuntimeException {

        NotWrittenException(IOException cause) {
            super(cause);
        }
    }
}
