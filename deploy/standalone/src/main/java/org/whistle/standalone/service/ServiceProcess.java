package org.whistle.standalone.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.whistle.setup.CannotStart;
import org.whistle.standalone.launch.Progress;

/** A service as a child process that is started again when it dies. */
final class ServiceProcess {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int EXITS_AT_START = 3;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final PidFiles pids;
    private final Readiness readiness;
    private final Progress progress;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Process process;
    private volatile int exits;
    private volatile long startedAt;

    ServiceProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            PidFiles pids,
            Readiness readiness,
            Progress progress) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.pids = pids;
        this.readiness = readiness;
        this.progress = progress;
    }

    void start() throws IOException {
        Process first = launch();
        Thread.ofVirtual().name("watch-" + name).start(() -> watch(first));
    }

    private synchronized Process launch() throws IOException {
        if (isStopping()) {
            throw new IOException("stopping");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process launched = builder.start();
        launched.getOutputStream().close();
        startedAt = System.nanoTime();
        process = launched;
        pids.write(name, launched.toHandle());
        return launched;
    }

    private void watch(Process first) {
        Process watched = first;
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                int code = watched.waitFor();
                if (isStopping()) {
                    return;
                }
                exits++;
                pause = age().compareTo(STEADY) > 0 ? FIRST_PAUSE : pause;
                progress.line("%s stopped by itself (exit code %d), starts again in %d s; see %s"
                        .formatted(name, code, pause.toSeconds(), log));
                if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                watched = launch();
                Thread.ofVirtual().start(this::announce);
            }
        } catch (InterruptedException | IOException e) {
            if (!isStopping()) {
                progress.line("%s is not watched any more: %s".formatted(name, e));
            }
        }
    }

    private void announce() {
        if (readiness.await(() -> isStopping() || !isAlive())) {
            progress.line("%s is ready again after %.1f s".formatted(name, age().toMillis() / 1000.0));
        }
    }

    /** Waits until it answers; gives up when it keeps dying or takes too long. */
    Duration awaitReady() {
        if (readiness.await(() -> isStopping() || exits >= EXITS_AT_START)) {
            return age();
        }
        throw new CannotStart("%s does not become ready; see %s".formatted(name, log));
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    synchronized void beginStop() {
        stopping.countDown();
        Process current = process;
        if (current != null) {
            current.destroy();
        }
    }

    void awaitStop() throws InterruptedException {
        Process current = process;
        if (current != null && !current.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            progress.line("%s does not stop within %d s and is killed".formatted(name, GRACE.toSeconds()));
            current.destroyForcibly().waitFor();
        }
        pids.remove(name);
    }
}
