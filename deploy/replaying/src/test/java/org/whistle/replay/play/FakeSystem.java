package org.whistle.replay.play;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small fake of the whole system: one loop from report to closed, where every step is offered only a while after the one
 * before, as if it had to go through Kafka.
 */
final class FakeSystem implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration HAND_OVER = Duration.ofMillis(60);

    /** Each action with the state it needs and the one it leads to. */
    private static final Map<String, List<String>> ACTIONS = Map.of(
            "escalate", List.of("REPORTED", "STREET_PENDING", "escalated"),
            "ticket", List.of("STREET_PENDING", "TICKETED", "ticket-filed"),
            "file", List.of("TICKETED", "TICKETED", "filed"),
            "dispatch", List.of("TICKETED", "DISPATCHED", "dispatched"),
            "accept", List.of("DISPATCHED", "HANDLING", "accepted"),
            "complete", List.of("HANDLING", "CHECKING", "completed"),
            "check", List.of("CHECKING", "CONFIRMING", "check-passed"),
            "confirm", List.of("CONFIRMING", "CLOSED", "confirmed"));

    private final Map<String, FakeCase> cases = new LinkedHashMap<>();
    private final HttpServer server;
    private Instant now = Instant.parse("2020-01-01T00:00:00Z");
    private int actionsUntilDown = Integer.MAX_VALUE;

    FakeSystem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    synchronized List<FakeCase> cases() {
        return List.copyOf(cases.values());
    }

    synchronized Instant now() {
        return now;
    }

    /** After so many actions each further one is refused, as if the play had been stopped there. */
    synchronized void refuseAfter(int actions) {
        actionsUntilDown = actions;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Reply reply = handle(exchange.getRequestMethod(), exchange.getRequestURI(), body);
            byte[] bytes = JSON.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Reply handle(String method, URI uri, byte[] body) {
        String path = uri.getPath();
        String[] parts = path.split("/");
        if (path.equals("/demo/token")) {
            return new Reply(200, Map.of("access_token", "t", "expires_in", 60));
        }
        if (path.equals("/demo/clock")) {
            if (method.equals("POST")) {
                Instant at = Instant.parse(JSON.readTree(body).path("at").asString());
                if (at.isBefore(now) && !cases.isEmpty()) {
                    return new Reply(409, Map.of("code", "CASES_EXIST"));
                }
                now = at;
            }
            return new Reply(200, Map.of("now", now.toString()));
        }
        if (method.equals("POST")) {
            return path.equals("/api/intake/cases") ? report(JSON.readTree(body)) : act(parts[4], parts[5]);
        }
        if (path.endsWith("/timeline")) {
            return new Reply(
                    200,
                    Map.of(
                            "items",
                            byId(parts[4]).events().stream()
                                    .map(type -> Map.of("type", "case." + type + ".v1"))
                                    .toList()));
        }
        if (parts.length == 5) {
            return new Reply(200, byId(parts[4]).view());
        }
        boolean first = !String.valueOf(uri.getQuery()).contains("page=")
                || uri.getQuery().contains("page=0");
        return new Reply(
                200,
                Map.of(
                        "items",
                        first ? cases.values().stream().map(FakeCase::view).toList() : List.of(),
                        "total",
                        cases.size()));
    }

    private Reply report(JsonNode body) {
        String external = body.path("externalId").asString();
        FakeCase known = cases.get(external);
        if (known != null) {
            return new Reply(409, Map.of("code", "EXTERNAL_ID_TAKEN", "caseId", known.id));
        }
        if (--actionsUntilDown < 0) {
            return new Reply(403, Map.of("code", "STOPPED"));
        }
        FakeCase created = new FakeCase("case-" + cases.size(), external, now);
        cases.put(external, created);
        return new Reply(201, created.view());
    }

    private Reply act(String id, String action) {
        FakeCase found = byId(id);
        List<String> rule = ACTIONS.getOrDefault(action, List.of("", "", ""));
        boolean early = System.nanoTime() - found.changed < HAND_OVER.toNanos();
        if (!found.state.equals(rule.get(0)) || early) {
            return new Reply(409, Map.of("code", "STATE", "state", found.state, "allowedActions", List.of()));
        }
        if (--actionsUntilDown < 0) {
            return new Reply(403, Map.of("code", "STOPPED"));
        }
        found.to(rule.get(1), rule.get(2), now);
        return new Reply(200, found.view());
    }

    private FakeCase byId(String id) {
        return cases.values().stream()
                .filter(each -> each.id.equals(id))
                .findFirst()
                .orElseThrow();
    }

    private record Reply(int status, Object body) {}

    /** A case; its part has the same id. */
    static final class FakeCase {

        private final String id;
        private final String externalId;
        private final Instant reportedAt;
        private final List<String> events = new ArrayList<>(List.of("reported"));
        private final List<Instant> times = new ArrayList<>();
        private String state = "REPORTED";
        private long changed = System.nanoTime();

        private FakeCase(String id, String externalId, Instant reportedAt) {
            this.id = id;
            this.externalId = externalId;
            this.reportedAt = reportedAt;
            this.times.add(reportedAt);
        }

        String externalId() {
            return externalId;
        }

        String state() {
            return state;
        }

        List<String> events() {
            return List.copyOf(events);
        }

        List<Instant> times() {
            return List.copyOf(times);
        }

        private void to(String next, String event, Instant at) {
            state = next;
            events.add(event);
            times.add(at);
            changed = System.nanoTime();
        }

        private Map<String, Object> view() {
            return Map.of(
                    "caseId", id,
                    "assignmentId", id,
                    "caseNumber", "N-" + id,
                    "externalId", externalId,
                    "state", state,
                    "reportedAt", reportedAt.toString());
        }
    }
}
