package org.whistle.standalone.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.whistle.setup.kafka.Topics;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Ports;

/** The real broker and controller of Kafka as one node; every event is flushed before it is acknowledged. */
public final class KafkaBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    public static KafkaBroker start(DataFolder data) throws Exception {
        Path folder = data.folder("kafka");
        // never a usual port: services that another, killed launcher left behind would join this broker's groups
        int port = Ports.anyFree();
        KafkaConfig config = new KafkaConfig(settings(folder, port, Ports.anyFree()), false);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        KafkaBroker broker = new KafkaBroker(server, port);
        broker.ensureTopics();
        return broker;
    }

    private static Map<String, String> settings(Path folder, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        // a killed broker's session must end before it may come back
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        // what a killed service had to read goes to its successor after so long, not after the usual 45 s
        settings.put("group.consumer.min.session.timeout.ms", "15000");
        settings.put("group.consumer.session.timeout.ms", "15000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "3000");
        settings.put("group.consumer.heartbeat.interval.ms", "3000");
        settings.put("log.dirs", folder.toString());
        settings.put("log.retention.ms", "-1");
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        return settings;
    }

    private static void format(Path folder) throws Exception {
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private void ensureTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            Topics.ensure(admin, (short) 1);
            // not of the whole broker: offsets that a reader commits may come again
            AlterConfigOp flushed = new AlterConfigOp(new ConfigEntry("flush.messages", "1"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Topics.names().stream()
                            .collect(Collectors.toMap(
                                    name -> new ConfigResource(ConfigResource.Type.TOPIC, name),
                                    _ -> List.of(flushed))))
                    .all()
                    .get();
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
