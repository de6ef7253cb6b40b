package org.whistle.intake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hotline's platform that speaks our model over HTTP and behaves badly: it answers with 500 or 503, breaks off, does what
 * was asked and then answers that it failed, sends messages twice and a satisfaction before its order. Seeded.
 */
final class OtherPlatform implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 200;

    /** An order at the platform. */
    static final class Order {

        volatile String state = "NEW";
        volatile String deadline;
        volatile String result;
        final Set<String> replies = Collections.synchronizedSet(new LinkedHashSet<>());
        final List<String> kinds = Collections.synchronizedList(new ArrayList<>());

        Order(String deadline) {
            this.deadline = deadline;
        }
    }

    private final HttpServer server;
    private final Random random;
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final AtomicLong failures = new AtomicLong();
    volatile double failing;
    volatile Consumer<String> beforeFile = _ -> {};
    volatile String token = "outbound-secret";

    OtherPlatform(long seed) {
        random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Has a message to hand out, perhaps more than once. */
    void queue(String message) {
        messages.add(message);
    }

    Order know(String number, String deadline) {
        return orders.computeIfAbsent(number, _ -> new Order(deadline));
    }

    Order order(String number) {
        return orders.get(number);
    }

    Map<String, Order> orders() {
        return orders;
    }

    void forget(String number) {
        orders.remove(number);
    }

    /** Has messages to hand out, out of order and some of them twice; all at once, since a page may be asked for meanwhile. */
    void queueShuffled(List<String> more) {
        List<String> mixed = new ArrayList<>(more);
        mixed.addAll(more.stream().filter(_ -> random.nextInt(10) == 0).toList());
        Collections.shuffle(mixed, random);
        messages.addAll(mixed);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int mood = mood();
        if (mood < 3) {
            failures.incrementAndGet();
        }
        if (mood == 0) {
            answer(exchange, random.nextBoolean() ? 500 : 503, "{}");
            return;
        }
        if (mood == 1) {
            exchange.close();
            return;
        }
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        Answer answer = answerTo(exchange, body);
        // it did what was asked, and answers that it failed
        if (mood == 2) {
            answer(exchange, 502, "{}");
        } else {
            answer(exchange, answer.status(), answer.body());
        }
    }

    private synchronized int mood() {
        return random.nextDouble() < failing ? random.nextInt(3) : 9;
    }

    private record Answer(int status, byte[] body) {

        Answer(int status, String body) {
            this(status, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer answerTo(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/messages")) {
            return page(query(exchange, "after"));
        }
        if (path.equals("/orders")) {
            return list(Integer.parseInt(query(exchange, "page")));
        }
        if (path.matches("/orders/[^/]+/replies")) {
            return reply(path.split("/")[2], JSON.readTree(body));
        }
        beforeFile.accept(path);
        byte[] file = files.get(path);
        return file == null ? new Answer(404, "{}") : new Answer(200, file);
    }

    private Answer page(String after) {
        int from = after.isEmpty() ? 0 : Integer.parseInt(after);
        synchronized (messages) {
            List<String> page =
                    messages.subList(Math.min(from, messages.size()), Math.min(from + PAGE, messages.size()));
            return new Answer(
                    200, "{\"messages\":[" + String.join(",", page) + "],\"next\":\"" + (from + page.size()) + "\"}");
        }
    }

    private Answer list(int page) {
        List<String> numbers = orders.keySet().stream()
                .sorted()
                .skip((long) page * PAGE)
                .limit(PAGE)
                .toList();
        List<String> items = numbers.stream()
                .map(number -> {
                    Order order = orders.get(number);
                    return "{\"number\":\"" + number + "\",\"state\":\"" + order.state + "\""
                            + (order.deadline == null ? "" : ",\"deadline\":\"" + order.deadline + "\"")
                            + (order.result == null ? "" : ",\"result\":\"" + order.result + "\"") + "}";
                })
                .toList();
        return new Answer(200, "{\"orders\":[" + String.join(",", items) + "]}");
    }

    /** Each reply once; the same again is a conflict. */
    private Answer reply(String number, JsonNode reply) {
        Order order = orders.get(number);
        if (order == null) {
            return new Answer(404, "{}");
        }
        synchronized (order) {
            if (!order.replies.add(reply.path("replyId").asString())) {
                return new Answer(409, "{}");
            }
            String kind = reply.path("kind").asString();
            order.kinds.add(kind);
            if (!kind.equals("EXTENSION_ASKED")) {
                order.state = kind;
            }
            if (reply.path("result").isString()) {
                order.result = reply.path("result").asString();
            }
        }
        return new Answer(201, "{}");
    }

    private static String query(HttpExchange exchange, String name) {
        for (String pair : exchange.getRequestURI().getQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** An order to hand out. */
    String message(String number, Instant sentAt, String more) {
        return """
                {"messageId":"m-%1$s","kind":"ORDER","number":"%1$s","sentAt":"%2$s","order":{"category":"环境卫生","content":"群众反映垃圾成堆 %1$s",
                "position":{"longitude":119.005,"latitude":26.005}%3$s}}
                """.formatted(number, sentAt, more).strip();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
