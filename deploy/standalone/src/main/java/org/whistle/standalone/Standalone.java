package org.whistle.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.whistle.setup.CannotStart;
import org.whistle.setup.account.Account;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.database.Databases;
import org.whistle.setup.pack.CountyPack;
import org.whistle.setup.pack.PackImport;
import org.whistle.setup.signing.SigningKeys;
import org.whistle.standalone.clock.DemoClock;
import org.whistle.standalone.identity.IdentityProvider;
import org.whistle.standalone.identity.IdentitySettings;
import org.whistle.standalone.kafka.KafkaBroker;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.LogRotation;
import org.whistle.standalone.launch.Options;
import org.whistle.standalone.launch.Ports;
import org.whistle.standalone.launch.Progress;
import org.whistle.standalone.pack.DemoSeed;
import org.whistle.standalone.postgres.NightlyComparison;
import org.whistle.standalone.postgres.PostgresServer;
import org.whistle.standalone.postgres.PostgresWatch;
import org.whistle.standalone.service.AotTraining;
import org.whistle.standalone.service.PidFiles;
import org.whistle.standalone.service.Service;
import org.whistle.standalone.service.Services;
import org.whistle.standalone.service.StartCache;
import org.whistle.standalone.service.Surroundings;
import org.whistle.standalone.service.WitnessProcess;

/** The whole system: what starts after what, and stops in the opposite order. */
final class Standalone implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Standalone.class);

    /** {@code -Dwhistle.start-caches=none}: prepares no faster next start, for a system that has none. */
    private static final String START_CACHES = "whistle.start-caches";

    private final Options options;
    private final Progress progress;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    Standalone(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    void start() throws Exception {
        CountyPack pack = CountyPack.find(options.home(), options.pack());
        Accounts accounts = Accounts.read(pack.accounts());
        Account administrator = accounts.administratorOf(pack.county())
                .orElseThrow(() -> new CannotStart(
                        "%s: no account with the role ADMIN for %s".formatted(pack.accounts(), pack.county())));
        Map<Service, Path> jars = jars();
        DataFolder data = opened(DataFolder.open(options.data()));
        progress.line("Whistle starts with the data in " + data.root());
        PidFiles pids = new PidFiles(data);
        int ended = pids.endLeftOvers();
        if (ended > 0) {
            progress.line("  %d processes of an earlier start, which was killed, ended".formatted(ended));
        }
        Ports.requireFree(options.port(), "console", "--port");
        Ports.requireFree(options.identityPort(), "identity provider", "--identity-port");
        opened(new LogRotation(data.folder("logs")));

        SigningKeys keys = SigningKeys.in(data.keys());
        CompletableFuture<WitnessProcess> witness = progress.inBackground(
                "witness", () -> opened(WitnessProcess.start(options.home(), data, keys, pids, progress)));
        CompletableFuture<KafkaBroker> kafka = progress.inBackground("Kafka", () -> opened(KafkaBroker.start(data)));
        PostgresServer postgres = progress.timed("PostgreSQL", () -> opened(PostgresServer.start(data)));
        opened(new PostgresWatch(postgres, progress));
        Databases databases = postgres.databases(data);
        for (Service service : Service.values()) {
            if (service == Service.AUDIT) {
                databases.ensureApart(service.database());
            } else {
                databases.ensure(service.database());
            }
        }
        DemoClock clock = new DemoClock(desks(postgres));
        CompletableFuture<IdentityProvider> identity =
                progress.inBackground("identity provider", () -> opened(identity(data, accounts, clock)));
        Surroundings surroundings = new Surroundings(
                options,
                data,
                postgres,
                databases,
                Progress.result(kafka).bootstrapServers(),
                keys,
                Progress.result(witness));
        StartCache cache = StartCache.of(options.home().resolve("deploy/standalone/target"), data);
        Services services = opened(new Services(jars, surroundings, cache, pids, progress));
        republishIfRestored(data, services);
        services.start();
        Progress.result(identity);
        services.awaitReady();
        clock.install();
        URI dispatch = URI.create("http://127.0.0.1:" + surroundings.portOf(Service.DISPATCH));
        PackImport packs = new PackImport(dispatch, Progress.result(identity).tokenFor(administrator.username()));
        progress.timed("pack " + pack.name(), () -> packs.bring(pack))
                .ifPresent(reason -> progress.line("  pack %s: %s".formatted(pack.name(), reason)));
        opened(new NightlyComparison(
                options.home(), data.root(), data.folder("logs").resolve("comparison.log"), progress));
        new Welcome(options, accounts, progress).print();
        afterwards(data, pack, services);
    }

    /** A restored installation begins with an empty Kafka: what a desk did not have yet at that moment comes once more. */
    private void republishIfRestored(DataFolder data, Services services) throws Exception {
        Optional<String> from = data.marked(DataFolder.REPUBLISH);
        if (from.isPresent()) {
            progress.timed("republishing", () -> {
                services.run("republish", "--from=" + from.get());
                return from;
            });
            data.forget(DataFolder.REPUBLISH);
        }
    }

    private IdentityProvider identity(DataFolder data, Accounts accounts, DemoClock clock) {
        List<String> consoles = List.of(options.address(), "http://127.0.0.1:" + options.port());
        String secret = Surroundings.clientSecret(data);
        return IdentityProvider.start(
                new IdentitySettings(
                        options.issuer(),
                        options.identityPort(),
                        consoles,
                        secret,
                        IdentityProvider.keyOf(data),
                        accounts),
                clock);
    }

    private void afterwards(DataFolder data, CountyPack pack, Services services) throws Exception {
        if (!System.getProperty(START_CACHES, "").equals("none")) {
            AotTraining training = opened(new AotTraining());
            Thread.ofVirtual().name("start-caches").start(() -> {
                services.trainStartCaches(training);
                LauncherCache.make(training, options, data.folder("logs").resolve("launcher.training.log"));
            });
        }
        if (options.empty() || data.has(DataFolder.SEEDED)) {
            return;
        }
        DemoSeed.Target target = new DemoSeed.Target(URI.create(options.address()), URI.create(options.issuer()), pack);
        Thread.ofVirtual().name("demo-cases").start(() -> seed(data, target));
    }

    private void seed(DataFolder data, DemoSeed.Target target) {
        try {
            DemoSeed.find().play(target);
            data.mark(DataFolder.SEEDED, null);
        } catch (Exception e) {
            log.warn("demo cases not played", e);
            progress.line("The demo cases could not all be played; see logs/launcher.log");
        }
    }

    private Map<Service, Path> jars() {
        Map<Service, Path> jars = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            jars.put(service, service.jar(options.home()));
        }
        return jars;
    }

    private static Map<String, DataSource> desks(PostgresServer postgres) {
        Map<String, DataSource> desks = new HashMap<>();
        Service.desks().forEach(desk -> desks.put(desk.database(), postgres.superuser(desk.database())));
        return desks;
    }

    private <T extends AutoCloseable> T opened(T part) throws Exception {
        synchronized (started) {
            if (!closed) {
                started.push(part);
                return part;
            }
        }
        part.close();
        throw new IllegalStateException("stopping");
    }

    /** Whether there is more to stop than the lock of the data folder. */
    boolean isRunning() {
        synchronized (started) {
            return started.size() > 1;
        }
    }

    /** Stops what was started, the last first; a second call does nothing. */
    @Override
    public void close() {
        List<AutoCloseable> parts;
        synchronized (started) {
            closed = true;
            parts = List.copyOf(started);
            started.clear();
        }
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                log.warn("part not stopped part={}", part.getClass().getSimpleName(), e);
            }
        }
    }
}
