package org.whistle.intake.workorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.whistle.intake.turn.Turn;
import org.whistle.kit.problem.Passing;
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
    private static final int DELETED = 100;
    private static final long LARGEST = 25 << 20;

    private final Inbox inbox;
    private final JsonMapper json;
    private final Turn turn;

    FileDrop(Inbox inbox, JsonMapper json, Turn turn) {
        this.inbox = inbox;
        this.json = json;
        this.turn = turn;
    }

    void take(WorkOrderProperties.System system) {
        Path folder = folderOf(system);
        try {
            Path in = Files.createDirectories(folder.resolve("in"));
            try (Stream<Path> files = Files.list(in)) {
                files.filter(FileDrop::isMessage)
                        .sorted()
                        .filter(file -> take(system, file, folder))
                        .limit(BATCH)
                        .forEach(_ -> {});
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("folder not read system={} reason={}", system.code(), e.toString());
        }
    }

    /** A folder, a pipe or a link to somewhere else is no message and stays where it is. */
    private static boolean isMessage(Path file) {
        return file.toString().endsWith(".json") && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether a file was taken. One that cannot be read or moved holds no other and is tried again at the next look. */
    private boolean take(WorkOrderProperties.System system, Path file, Path folder) {
        try {
            Path to = Files.createDirectories(folder.resolve(isGood(system, file) ? "done" : "parked"));
            Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            LOG.warn("file not taken system={} file={} reason={}", system.code(), file.getFileName(), e.toString());
            return false;
        }
    }

    private boolean isGood(WorkOrderProperties.System system, Path file) throws IOException {
        turn.begin();
        try {
            JsonNode message = read(file);
            return message != null && inbox.receive(system.code(), message).parked() == null;
        } catch (DataAccessException e) {
            if (Passing.is(e)) {
                throw e;
            }
            LOG.warn("file parked system={} file={} reason={}", system.code(), file.getFileName(), e.toString());
            return false;
        } finally {
            turn.end();
        }
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

    /**
     * Deletes files that were taken or parked and are older than that: a message names its caller. What is in {@code out} is the
     * platform's to fetch.
     *
     * @return how many, up to a hundred
     * @throws UncheckedIOException where none of them can be deleted
     */
    int deleteOld(WorkOrderProperties.System system, Instant before) {
        int deleted = 0;
        @Nullable IOException failure = null;
        for (Path file : old(system, before)) {
            try {
                Files.delete(file);
                deleted++;
            } catch (IOException e) {
                failure = e;
            }
        }
        if (deleted == 0 && failure != null) {
            throw new UncheckedIOException(failure);
        }
        return deleted;
    }

    private static List<Path> old(WorkOrderProperties.System system, Instant before) {
        List<Path> old = new ArrayList<>();
        for (String name : List.of("done", "parked")) {
            Path folder = folderOf(system).resolve(name);
            try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
                files.filter(FileDrop::isMessage)
                        .filter(file -> file.toFile().lastModified() < before.toEpochMilli())
                        .limit(DELETED - old.size())
                        .forEach(old::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return old;
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
