package org.whistle.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A desk that answers over HTTP, can be slow, refuse, and be switched off on its port. */
final class FakeService {

    /** What arrived. */
    record Seen(String path, Map<String, List<String>> headers, long bodyLength, String body) {

        @Nullable
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final Semaphore slowAnswers = new Semaphore(0);
    private final int port;
    private HttpServer server;

    FakeService() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    String uri() {
        return "http://127.0.0.1:" + port;
    }

    void stop() {
        server.stop(0);
    }

    void start() {
        server = listen(port);
    }

    Seen last() {
        return seen.getLast();
    }

    private HttpServer listen(int wanted) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            started.createContext("/", this::handle);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        long length = body.length;
        String path = exchange.getRequestURI().toString();
        seen.add(new Seen(
                path, Map.copyOf(exchange.getRequestHeaders()), length, new String(body, StandardCharsets.UTF_8)));
        if (path.endsWith("/slow") || path.endsWith("/stream")) {
            slowAnswers.acquireUninterruptibly();
        }
        if (path.endsWith("/refusal")) {
            answer(exchange, 409, "application/problem+json", "{\"code\":\"NOT_ALLOWED_IN_STATE\",\"status\":409}");
        } else if (path.endsWith("/list")) {
            answer(exchange, 200, "application/json", "[" + "\"垃圾桶外堆放垃圾\",".repeat(1_000) + "0]");
        } else if (path.endsWith("/broken")) {
            answer(exchange, 500, "application/problem+json", "{\"code\":\"INTERNAL_ERROR\",\"status\":500}");
        } else {
            answer(exchange, 200, "application/json", "{\"path\":\"%s\",\"length\":%d}".formatted(path, length));
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
