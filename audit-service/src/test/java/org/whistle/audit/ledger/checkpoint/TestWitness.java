package org.whistle.audit.ledger.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.whistle.testing.TestSystem;
import org.whistle.witness.WitnessServer;

/** A witness of a test's own; its memory survives its end. */
public final class TestWitness implements AutoCloseable {

    private final Path folder;
    private WitnessServer server;

    private TestWitness(Path folder, WitnessServer server) {
        this.folder = folder;
        this.server = server;
    }

    /** Starts one that has seen nothing. */
    public static TestWitness start() {
        try {
            Path folder = Files.createTempDirectory("whistle-witness");
            return new TestWitness(folder, open(folder, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the witness's URL and key for a service under test. */
    public void tell(DynamicPropertyRegistry registry) {
        registry.add("whistle.ledger.witness-url", this::url);
        registry.add("whistle.ledger.witness-keys", () -> server.key().toString());
    }

    /** Where it listens. */
    public String url() {
        return "http://localhost:" + server.port();
    }

    /** The key it signs with. */
    public String key() {
        return server.key().toString();
    }

    /** The file of what it saw. */
    public Path memory() {
        return folder.resolve("seen");
    }

    /** Is away for a while. */
    public void pause() {
        close();
    }

    /** Starts again on the same port with its stored memory. */
    public void resume() {
        try {
            server = open(folder, server.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WitnessServer open(Path folder, int port) throws IOException {
        return WitnessServer.start(new WitnessServer.Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "witness.test",
                folder,
                "whistle.local/audit",
                TestSystem.shared().keys().ledgerKeys()));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
