package org.whistle.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.whistle.setup.CannotStart;
import org.whistle.standalone.backup.Backup;
import org.whistle.standalone.backup.BackupOptions;
import org.whistle.standalone.backup.Restore;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Options;
import org.whistle.standalone.launch.Progress;

/** The command behind {@code deploy/up}, {@code deploy/backup} and {@code deploy/restore}. */
public final class Launcher {

    private static final int CANNOT_START = 1;
    private static final int WRONG_USE = 2;
    private static final String BACKUP = "backup";
    private static final Set<String> COPYING = Set.of(BACKUP, "restore");

    private Launcher() {}

    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("whistle.home", "."))
                .toAbsolutePath()
                .normalize();
        List<String> given = new ArrayList<>(Options.words(arguments));
        boolean training = given.remove(LauncherCache.TRAIN);
        try {
            if (!given.isEmpty() && COPYING.contains(given.getFirst())) {
                copy(home, given.getFirst(), given.subList(1, given.size()));
                return;
            }
            Options options = Options.parse(home, given);
            if (options.help()) {
                System.out.print(Options.HELP);
                return;
            }
            // before logging starts, which would fail with a long stack trace
            DataFolder.requireWritable(options.data().toAbsolutePath());
            System.setProperty(
                    "whistle.logs",
                    options.data().toAbsolutePath().resolve("logs").toString());
            // logback.xml is complete; Spring Boot must not set logging up a second time under a running broker
            System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
            LogManager.getLogManager().reset();
            SLF4JBridgeHandler.install();
            if (training) {
                train(options);
            } else {
                run(options);
            }
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private static void copy(Path home, String command, List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(command.equals(BACKUP) ? BackupOptions.BACKUP_HELP : BackupOptions.RESTORE_HELP);
            return;
        }
        Progress progress = new Progress(System.out);
        try {
            if (command.equals(BACKUP)) {
                Backup.run(BackupOptions.ofBackup(home, arguments), progress);
            } else {
                Restore.run(BackupOptions.ofRestore(home, arguments), progress);
            }
        } catch (IOException | SQLException e) {
            System.err.println(command + " failed: " + e);
            System.exit(CANNOT_START);
        }
    }

    private static void train(Options options) {
        try {
            LauncherCache.train(options);
            System.exit(0);
        } catch (Exception e) {
            fail(e);
        }
    }

    private static void run(Options options) {
        Progress progress = new Progress(System.out);
        Standalone standalone = new Standalone(options, progress);
        Thread stop = new Thread(() -> stop(standalone, progress), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            standalone.start();
            new CountDownLatch(1).await();
        } catch (Exception e) {
            fail(e);
        }
    }

    private static void fail(Exception failure) {
        if (!(failure instanceof CannotStart)) {
            LoggerFactory.getLogger(Launcher.class).error("start failed", failure);
        }
        String line = failure instanceof CannotStart ? failure.getMessage() : "start failed: " + failure;
        System.err.println(line);
        System.exit(CANNOT_START);
    }

    private static void stop(Standalone standalone, Progress progress) {
        boolean running = standalone.isRunning();
        if (running) {
            progress.line("Stopping …");
        }
        standalone.close();
        if (running) {
            progress.line("Stopped.");
        }
    }
}
