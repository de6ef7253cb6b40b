package org.whistle.standalone.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the logs small that child processes append to. These hold their file open, so it is copied and emptied; what is
 * written between the two is lost. The launcher's own log is rolled by logback.
 */
public final class LogRotation implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogRotation.class);
    private static final String OWN = "launcher.log";
    private static final int KEPT = 5;

    private final Path folder;
    private final long largest;
    private final ScheduledExecutorService minutes = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("logs").factory());

    /** Looks once a minute for logs of more than 20 MB; of each the last five parts are kept. */
    public LogRotation(Path folder) {
        this(folder, 20_000_000);
        minutes.scheduleWithFixedDelay(this::rotate, 1, 1, TimeUnit.MINUTES);
    }

    LogRotation(Path folder, long largest) {
        this.folder = folder;
        this.largest = largest;
    }

    void rotate() {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
            for (Path file : logs) {
                if (!file.endsWith(OWN) && Files.size(file) > largest) {
                    rotate(file);
                }
            }
        } catch (IOException e) {
            log.error("logs not rotated", e);
        }
    }

    private static void rotate(Path file) throws IOException {
        for (int number = KEPT - 1; number >= 1; number--) {
            Path part = part(file, number);
            if (Files.exists(part)) {
                Files.move(part, part(file, number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part(file, 1)))) {
            Files.copy(file, out);
        }
        try (FileChannel emptied = FileChannel.open(file, StandardOpenOption.WRITE)) {
            emptied.truncate(0);
        }
    }

    private static Path part(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number + ".gz");
    }

    @Override
    public void close() {
        minutes.shutdownNow();
    }
}
