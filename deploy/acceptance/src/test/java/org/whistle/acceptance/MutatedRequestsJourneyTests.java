package org.whistle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every invalid request is answered as the caller's error and changes nothing: no answer is a 5xx, no service ends, no case
 * has an event without an accepted decision.
 */
class MutatedRequestsJourneyTests {

    private static final Path DOCUMENTS = Path.of("../docs/openapi");
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String ENDED = "stopped by itself";

    /** In the examples; a case of the journey, or of none, in the requests. */
    private static final String SOME_ID = "11111111-2222-3333-4444-555555555555";

    /** All but the administrator, whose accepted changes of the county's data would be felt by the other journeys. */
    private static final List<String> ACCOUNTS = List.of(
            "grid",
            "grid2",
            "community",
            "street",
            "street-leader",
            "dispatcher",
            "command-leader",
            "supervisor",
            "security-admin",
            "audit-admin",
            "citizen",
            "dept-sanitation",
            "dept-water",
            "handler");

    /** An accepted decision writes this many events at most: its own, what follows by rule, a supervision. */
    private static final int EVENTS_OF_A_DECISION = 4;

    /** At the same time; each has a seed of its own. */
    private static final int SENDERS = 4;

    private final RunningSystem system = RunningSystem.shared();

    @Test
    void twoThousandWrongRequestsHarmNothing() throws Exception {
        send(2_000, Long.getLong("whistle.seed", 1));
    }

    @Test
    @Tag("nightly")
    @Tag("attacks")
    void fiftyThousandWrongRequestsHarmNothing() throws Exception {
        send(50_000, Long.getLong("whistle.seed", 2));
    }

    private void send(int count, long seed) throws Exception {
        List<JourneyCase> cases = List.of(
                JourneyCase.reportedBy(system.client(), "grid").awaitState("REPORTED"),
                JourneyCase.ticketed(system.client()).awaitState("TICKETED"),
                JourneyCase.dispatched(system.client()).awaitState("DISPATCHED"));
        List<Integer> before =
                cases.stream().map(MutatedRequestsJourneyTests::events).toList();
        long ended = endings();
        Map<String, String> tokens = tokens();
        List<String> faults = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        int accepted = 0;
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Sent>> running = IntStream.range(0, SENDERS)
                    .mapToObj(number ->
                            senders.submit(() -> send(count / SENDERS, seed * SENDERS + number, cases, tokens)))
                    .toList();
            for (Future<Sent> one : running) {
                Sent sent = one.get();
                faults.addAll(sent.faults());
                sent.statuses().forEach((status, times) -> statuses.merge(status, times, Integer::sum));
                accepted += sent.accepted();
            }
        }

        assertThat(faults).as("seed " + seed).isEmpty();
        assertThat(statuses).as("they reach every height").containsKeys(200, 400, 403, 404, 422);
        System.out.println("answers by status: " + statuses);
        assertThat(endings()).as("services that ended").isEqualTo(ended);
        for (int i = 0; i < before.size(); i++) {
            assertThat(events(cases.get(i)) - before.get(i))
                    .as("events of a case, accepted changes: " + accepted)
                    .isLessThanOrEqualTo(EVENTS_OF_A_DECISION * accepted);
        }
    }

    /** What one sender saw. */
    private record Sent(List<String> faults, Map<Integer, Integer> statuses, int accepted) {}

    private Sent send(int count, long seed, List<JourneyCase> cases, Map<String, String> tokens) throws IOException {
        Random texts = new Random(seed);
        List<Operations.Operation> operations = Operations.in(DOCUMENTS, format -> switch (format) {
            case "uuid" -> SOME_ID;
            case "date-time" -> "2026-11-01T00:00:00Z";
            case "date" -> "2026-11-01";
            default -> "文字";
        });
        Mutator mutator = new Mutator(seed);
        List<String> faults = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            String id = texts.nextInt(4) == 0
                    ? new UUID(texts.nextLong(), texts.nextLong()).toString()
                    : cases.get(texts.nextInt(cases.size())).id();
            Mutator.Request request = withId(mutator.wrong(mutator.oneOf(operations)), id);
            String account = ACCOUNTS.get(i % ACCOUNTS.size());
            Answer answer = answer(request, tokens.get(account));
            statuses.merge(answer.status(), 1, Integer::sum);
            if (answer.status() >= 500 || answer.isNone()) {
                faults.add(answer.status() + " " + account + " " + request.summary() + " → " + answer.text());
            }
            accepted += answer.status() < 300 && !request.method().equals("GET") ? 1 : 0;
        }
        return new Sent(faults, statuses, accepted);
    }

    private static Mutator.Request withId(Mutator.Request request, String id) {
        return new Mutator.Request(
                request.method(),
                request.target().replace(SOME_ID, id),
                request.headers(),
                request.body().replace(SOME_ID, id));
    }

    private static int events(JourneyCase journey) {
        return journey.timeline().size();
    }

    private long endings() throws IOException {
        return Files.readString(system.data("acceptance.log"))
                .lines()
                .filter(line -> line.contains(ENDED))
                .count();
    }

    private Map<String, String> tokens() throws IOException, InterruptedException {
        Map<String, String> tokens = new HashMap<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String account : ACCOUNTS) {
                tokens.put(account, system.token(http, account));
            }
        }
        return tokens;
    }

    /** What came back; status 0 for a connection that ended without an answer. */
    private record Answer(int status, String text) {

        boolean isNone() {
            return status == 0;
        }
    }

    private Answer answer(Mutator.Request request, String token) throws IOException {
        URI gateway = system.gateway();
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(
                request.method() + " " + request.target() + " HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Authorization: Bearer " + token,
                "Content-Length: " + body.length));
        lines.addAll(request.headers());
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            // the first packet has the status; a stream would not end
            byte[] start = new byte[4_000];
            int length = Math.max(0, socket.getInputStream().read(start));
            String text = new String(start, 0, length, StandardCharsets.UTF_8);
            return text.startsWith("HTTP/1.1 ")
                    ? new Answer(Integer.parseInt(text.substring(9, 12)), text)
                    : new Answer(0, text);
        }
    }
}
