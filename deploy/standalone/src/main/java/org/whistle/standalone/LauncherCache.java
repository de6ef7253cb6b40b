package org.whistle.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.pack.CountyPack;
import org.whistle.standalone.clock.DemoClock;
import org.whistle.standalone.identity.IdentityProvider;
import org.whistle.standalone.identity.IdentitySettings;
import org.whistle.standalone.kafka.KafkaBroker;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Options;
import org.whistle.standalone.launch.Ports;
import org.whistle.standalone.service.AotTraining;

/** The launcher's own ahead-of-time cache, which {@code deploy/up} uses when it is there. */
final class LauncherCache {

    /** The argument of a training start. */
    static final String TRAIN = "--train";

    private static final Logger log = LoggerFactory.getLogger(LauncherCache.class);

    private LauncherCache() {}

    /** Makes the cache beside the unpacked jar that runs now, if there is none. */
    static void make(AotTraining training, Options options, Path trainingLog) {
        Path jar = Path.of(System.getProperty("java.class.path"));
        Path cache = jar.resolveSibling("launcher.aot");
        if (!Files.isDirectory(jar.resolveSibling("lib")) || Files.exists(cache)) {
            return;
        }
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        List<String> application = List.of(
                "-jar",
                jar.toString(),
                TRAIN,
                "--pack",
                options.pack(),
                "--data",
                jar.resolveSibling("training").toString());
        try {
            training.make(cache, java, application, Map.of(), trainingLog);
        } catch (IOException e) {
            log.warn("no start cache for the launcher reason={}", e.toString());
        }
    }

    /** A start of the heavy parts in a folder that is thrown away. */
    static void train(Options options) throws Exception {
        CountyPack pack = CountyPack.find(options.home(), options.pack());
        int port = Ports.anyFree();
        try (DataFolder data = DataFolder.open(options.data());
                KafkaBroker _ = KafkaBroker.start(data);
                IdentityProvider identity = IdentityProvider.start(
                        new IdentitySettings(
                                "http://localhost:" + port,
                                port,
                                List.of(options.address()),
                                "training",
                                IdentityProvider.keyOf(data),
                                Accounts.read(pack.accounts())),
                        new DemoClock(Map.of()))) {
            identity.tokenFor("admin");
        } finally {
            FileSystemUtils.deleteRecursively(options.data());
        }
    }
}
