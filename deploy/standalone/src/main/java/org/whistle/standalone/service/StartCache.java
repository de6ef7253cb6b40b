package org.whistle.standalone.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.whistle.standalone.launch.DataFolder;

/**
 * Makes starts faster: each build of a service is unpacked once, and gets the JDK's ahead-of-time cache from a start in
 * the background that ends before anything runs. Without a cache the service starts as well, only later.
 */
public final class StartCache {

    private static final Logger log = LoggerFactory.getLogger(StartCache.class);
    private static final String CACHE = "application.aot";
    private static final String EXIT = "-Dspring.context.exit=onRefresh";
    private static final int NAME_LENGTH = 16;
    private static final Duration KEPT = Duration.ofDays(2);

    private final Path folder;

    private StartCache(Path folder) {
        this.folder = folder;
    }

    /** Among the build's results, which all data folders share, or in the data folder where those are not writable. */
    public static StartCache of(Path build, DataFolder data) {
        return new StartCache(Files.isWritable(build) ? build.resolve("start-cache") : data.folder("start-cache"));
    }

    /** The end of the command that starts the jar. */
    List<String> commandOf(Path jar) throws IOException {
        Path unpacked = folderOf(jar);
        Path application = UnpackedJar.in(unpacked, jar);
        Files.setLastModifiedTime(unpacked, FileTime.from(Instant.now()));
        Path cache = unpacked.resolve(CACHE);
        return Files.exists(cache)
                ? List.of("-XX:AOTCache=" + cache, "-jar", application.toString())
                : List.of("-jar", application.toString());
    }

    /** Makes what is missing; what fails is logged and left. */
    void train(AotTraining training, Path jar, List<String> java, Map<String, String> environment, Path trainingLog) {
        try {
            Path unpacked = folderOf(jar);
            Path cache = unpacked.resolve(CACHE);
            if (!Files.exists(cache)) {
                Path application = UnpackedJar.in(unpacked, jar);
                training.make(cache, java, List.of(EXIT, "-jar", application.toString()), environment, trainingLog);
            }
        } catch (IOException | RuntimeException e) {
            log.warn("no start cache jar={} reason={}", jar.getFileName(), e.toString());
        }
    }

    /** Removes what no start has used for days. */
    void forgetOld() {
        FileTime oldest = FileTime.from(Instant.now().minus(KEPT));
        try (Stream<Path> builds = Files.list(folder)) {
            for (Path build : builds.toList()) {
                if (Files.getLastModifiedTime(build).compareTo(oldest) < 0) {
                    FileSystemUtils.deleteRecursively(build);
                }
            }
        } catch (IOException e) {
            log.warn("old start caches stay reason={}", e.toString());
        }
    }

    /** One for each build and JDK. */
    private Path folderOf(Path jar) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return folder.resolve(HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
