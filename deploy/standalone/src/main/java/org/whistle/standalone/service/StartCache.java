package org.whistle.standalone.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.whistle.standalone.launch.Commands;

/**
 * Makes later starts faster: an unpacked jar with the JDK's ahead-of-time cache, made once for each build of a service
 * by a start that ends before anything runs. A service without one starts from its jar.
 */
public final class StartCache {

    private static final Logger log = LoggerFactory.getLogger(StartCache.class);
    private static final String CACHE = "app.aot";
    private static final int NAME_LENGTH = 16;

    private final Path folder;

    public StartCache(Path folder) {
        this.folder = folder;
    }

    /** The end of the command that starts the jar. */
    List<String> commandOf(Path jar) throws IOException {
        Path unpacked = folderOf(jar);
        Path cache = unpacked.resolve(CACHE);
        if (!Files.exists(cache)) {
            return List.of("-jar", jar.toString());
        }
        return List.of(
                "-XX:AOTCache=" + cache,
                "-jar",
                unpacked.resolve(jar.getFileName()).toString());
    }

    /** Makes what is missing; what fails is logged and left. */
    public void train(Path jar, List<String> java, Map<String, String> environment, Path trainingLog) {
        try {
            Path unpacked = folderOf(jar);
            if (Files.exists(unpacked.resolve(CACHE))) {
                return;
            }
            unpack(jar, unpacked, java.getFirst());
            run(jar, unpacked, java, environment, trainingLog);
        } catch (IOException | RuntimeException e) {
            log.warn("no start cache jar={} reason={}", jar.getFileName(), e.toString());
        }
    }

    private static void unpack(Path jar, Path unpacked, String java) throws IOException {
        Files.createDirectories(unpacked);
        Commands.run(
                unpacked,
                List.of(
                        java,
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        unpacked.toString()));
    }

    private static void run(
            Path jar, Path unpacked, List<String> java, Map<String, String> environment, Path trainingLog)
            throws IOException {
        Path draft = unpacked.resolve(CACHE + ".new");
        List<String> command = new ArrayList<>();
        if (Commands.succeeds(unpacked, List.of("nice", "-n", "19", "true"))) {
            command.addAll(List.of("nice", "-n", "19"));
        }
        command.addAll(java);
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + draft,
                "-Dspring.context.exit=onRefresh",
                "-jar",
                unpacked.resolve(jar.getFileName()).toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(unpacked.toFile())
                .redirectErrorStream(true)
                .redirectOutput(trainingLog.toFile());
        builder.environment().putAll(environment);
        Process training = builder.start();
        int code = Commands.exitCode(training);
        if (!Files.exists(draft)) {
            throw new IOException("no cache after exit code %d; see %s".formatted(code, trainingLog));
        }
        Files.move(draft, unpacked.resolve(CACHE), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path folderOf(Path jar) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            MessageDigest digest = ((DigestInputStream) in).getMessageDigest();
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
