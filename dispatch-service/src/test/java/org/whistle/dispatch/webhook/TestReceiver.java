package org.whistle.dispatch.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;

/**
 * Another system's server: keeps what it acknowledged, answers as a test wants it to, and can be killed and started again.
 */
final class TestReceiver implements AutoCloseable {

    static final Answer OK = new Answer(204, Map.of(), "");

    private final int port;
    private final List<Message> calls = new ArrayList<>();
    private final List<Message> taken = new ArrayList<>();
    private final Semaphore hanging = new Semaphore(0);
    private volatile Function<Message, Answer> answering = _ -> OK;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    TestReceiver() {
        start(0);
        port = server().getAddress().getPort();
    }

    /** One call as it came in. */
    record Message(String path, String id, String timestamp, String signature, String contentType, byte[] body) {

        Envelope event() {
            return EventCodec.decode(body);
        }
    }

    /**
     * What it answers.
     *
     * @param status 0 for never
     */
    record Answer(int status, Map<String, String> headers, String body) {

        static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }
    }

    String url() {
        return "http://localhost:" + port + "/events";
    }

    void answer(Function<Message, Answer> how) {
        answering = how;
    }

    /** Stops at once; calls in progress get no answer. */
    void kill() {
        server().stop(0);
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    /** On the same port again. */
    void start() {
        start(port);
    }

    synchronized List<Message> calls() {
        return List.copyOf(calls);
    }

    /** Everything it acknowledged, in that order, each the first time. */
    synchronized List<Message> taken() {
        Map<String, Message> first = new LinkedHashMap<>();
        taken.forEach(message -> first.putIfAbsent(message.id(), message));
        return List.copyOf(first.values());
    }

    /** The sequence numbers that it acknowledged, by case. */
    Map<String, List<Long>> takenByCase() {
        Map<String, List<Long>> cases = new LinkedHashMap<>();
        taken().forEach(message -> cases.computeIfAbsent(message.event().subject(), _ -> new ArrayList<>())
                .add(message.event().sequence()));
        return cases;
    }

    @Override
    public void close() {
        hanging.release(1_000_000);
        kill();
    }

    private HttpServer server() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("receiver: not started (expected: started)");
        }
        return running;
    }

    private void start(int at) {
        try {
            HttpServer starting = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), at), 0);
            ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
            starting.setExecutor(workers);
            starting.createContext("/", this::handle);
            starting.start();
            server = starting;
            threads = workers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Message message = new Message(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestBody().readAllBytes());
            synchronized (this) {
                calls.add(message);
            }
            Answer answer = answering.apply(message);
            if (answer.status() == 0) {
                hanging.acquireUninterruptibly();
                return;
            }
            if (answer.status() < 300) {
                synchronized (this) {
                    taken.add(message);
                }
            }
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
