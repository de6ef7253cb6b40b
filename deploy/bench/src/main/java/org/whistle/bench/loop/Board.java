package org.whistle.bench.loop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.whistle.bench.system.Installation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to the audit's stream as the supervisor does, for the moment at which each case is closed there. */
final class Board implements AutoCloseable {

    private static final String LISTENER = "supervisor";
    private static final long LOOK_MILLIS = 20;
    private static final long AGAIN_MILLIS = 500;
    private static final long LONGEST_HELLO_SECONDS = 30;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Installation system;
    private final Map<String, Long> closed = new ConcurrentHashMap<>();
    private final Thread listener = Thread.ofPlatform().daemon().name("board").unstarted(this::listen);
    private final CountDownLatch heard = new CountDownLatch(1);
    private volatile String place = "";
    private volatile boolean ended;

    private Board(Installation system) {
        this.system = system;
    }

    /** Listens from now on. */
    static Board of(Installation system) throws IOException, InterruptedException {
        Board board = new Board(system);
        board.listener.start();
        if (!board.heard.await(LONGEST_HELLO_SECONDS, TimeUnit.SECONDS)) {
            board.close();
            throw new IOException("the audit's stream says nothing");
        }
        return board;
    }

    /** When each closed case was seen here, by {@link System#nanoTime}. */
    Map<String, Long> closed() {
        return closed;
    }

    /** Waits until all of them were seen, or the time is over; answers how many are missing. */
    long await(Collection<String> cases, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            long missing =
                    cases.stream().filter(one -> !closed.containsKey(one)).count();
            if (missing == 0 || System.nanoTime() > end) {
                return missing;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** The stream ends by itself after some minutes; then it goes on where it was. */
    private void listen() {
        while (!ended) {
            try {
                String after = place.isEmpty() ? "" : "?after=" + place;
                HttpRequest request = HttpRequest.newBuilder(system.gateway().resolve("/api/audit/stream" + after))
                        .header("Authorization", "Bearer " + token())
                        .header("Accept", "text/event-stream")
                        .build();
                try (Stream<String> lines =
                        http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
                    lines.forEach(this::line);
                }
                Thread.sleep(AGAIN_MILLIS);
            } catch (IOException | RuntimeException e) {
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            ended = true;
        }
    }

    private void line(String line) {
        if (line.startsWith("id:")) {
            place = line.substring(3).strip();
            heard.countDown();
        } else if (line.startsWith("data:")) {
            JsonNode change = JsonMapper.shared().readTree(line.substring(5));
            if (change.path("state").asString("").equals("CLOSED")) {
                closed.putIfAbsent(change.path("caseId").asString(), System.nanoTime());
            }
        }
    }

    private String token() throws IOException, InterruptedException {
        URI address = system.identity().resolve("/demo/token");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("password=demo&username=" + LISTENER))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    @Override
    public void close() {
        ended = true;
        listener.interrupt();
        http.shutdownNow();
    }
}
