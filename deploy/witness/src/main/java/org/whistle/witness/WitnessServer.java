package org.whistle.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import org.whistle.proof.note.KeyFiles;
import org.whistle.proof.note.NoteSigner;
import org.whistle.proof.note.VerifierKey;

/** The witness behind HTTP: {@code POST /add-checkpoint}, {@code GET /key} and {@code GET /health}. */
public final class WitnessServer implements AutoCloseable {

    private static final int MAX_BODY = 1_000_000;

    private final HttpServer http;
    private final Memory memory;
    private final VerifierKey key;

    private WitnessServer(HttpServer http, Memory memory, VerifierKey key) {
        this.http = http;
        this.memory = memory;
        this.key = key;
    }

    /**
     * The settings of a witness.
     *
     * @param name it signs under, such as {@code witness.example.org}
     * @param folder of its own key, made at the first start, and of its memory
     * @param origin the names of the logs begin with it
     * @param logKeys a folder with the public keys of the logs
     */
    public record Settings(InetSocketAddress address, String name, Path folder, String origin, Path logKeys) {}

    /** Listens from now on. */
    public static WitnessServer start(Settings settings) throws IOException {
        NoteSigner signer = new NoteSigner(
                settings.name(),
                VerifierKey.Type.COSIGNATURE,
                ownKey(settings.folder().resolve("keys")));
        Memory memory = Memory.open(settings.folder().resolve("seen"));
        Witness witness =
                new Witness(new KnownLogs(settings.origin(), settings.logKeys()), memory, signer, Clock.systemUTC());
        HttpServer http = HttpServer.create(settings.address(), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/add-checkpoint", exchange -> serve(exchange, "POST", () -> witness.add(body(exchange))));
        String key = signer.verifier() + "\n";
        http.createContext("/key", exchange -> serve(exchange, "GET", () -> Answer.cosigned(key)));
        http.createContext("/health", exchange -> serve(exchange, "GET", () -> Answer.cosigned("UP\n")));
        http.start();
        return new WitnessServer(http, memory, signer.verifier());
    }

    private static KeyPair ownKey(Path folder) {
        List<KeyPair> pairs = folder.toFile().isDirectory() ? KeyFiles.pairs(folder) : List.of();
        return pairs.isEmpty() ? KeyFiles.generate(folder, "first") : pairs.getFirst();
    }

    private interface Serving {
        Answer answer() throws IOException;
    }

    private static void serve(HttpExchange exchange, String method, Serving serving) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = exchange.getRequestMethod().equals(method)
                        ? serving.answer()
                        : Answer.refused(405, "method: " + exchange.getRequestMethod() + " (expected: " + method + ")");
            } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
                System.err.println(
                        "not answered path=" + exchange.getRequestURI().getPath() + " reason=" + e);
                answer = Answer.refused(500, "internal");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Where it listens. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** The key that its cosignatures are verified with. */
    public VerifierKey key() {
        return key;
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        memory.close();
    }
}
