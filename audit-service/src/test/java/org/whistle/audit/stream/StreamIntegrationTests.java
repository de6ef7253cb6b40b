package org.whistle.audit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.audit.AuditClient;
import org.whistle.audit.StoryTeller;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stream as a browser reads it. */
@DeskTest
class StreamIntegrationTests {

    private static final int MANY = 500;

    private final TestTopic topic = new TestTopic("case-events");
    private final List<Listener> listeners = new ArrayList<>();

    @LocalServerPort
    private int port;

    @Autowired
    private ChangeFeed feed;

    @AfterEach
    void disconnect() {
        listeners.forEach(Listener::close);
        topic.close();
    }

    @Test
    void tellsEachScopeItsOwnChangesInOrderAndNoOther() {
        Listener here = listen(TestGrant.of(Role.STREET, "350999001"), null);
        Listener elsewhere = listen(TestGrant.of(Role.STREET, "350999002"), null);
        Listener unit = listen(TestGrant.of(Role.DEPARTMENT, "350999", "SANITATION"), null);

        StoryTeller story = StoryTeller.reported("流").dispatchedTo("SANITATION");
        topic.publish(story.events());
        int events = story.events().size();

        await().until(() -> here.changesOf(story.caseId()).size() == events);
        assertThat(here.changesOf(story.caseId()))
                .extracting(change -> change.get("type").asString())
                .containsExactlyElementsOf(
                        story.events().stream().map(event -> event.type()).toList());
        await().until(() -> !unit.changesOf(story.caseId()).isEmpty());
        StoryTeller there = StoryTeller.reported(
                "350999002001001", "E0110", "别处", story.events().getFirst().time());
        topic.publish(there.events());
        await().until(() -> !elsewhere.changesOf(there.caseId()).isEmpty());
        assertThat(elsewhere.changesOf(story.caseId())).isEmpty();
        assertThat(here.changesOf(there.caseId())).isEmpty();
    }

    @Test
    void resumesAfterTheLastIdWithoutGapAndWithoutRepetition() {
        Listener before = listen(TestGrant.of(Role.SUPERVISOR, "350999"), null);
        StoryTeller story =
                StoryTeller.reported("断线").dispatchedTo("SANITATION").closed();
        story.events().subList(0, 4).forEach(topic::publish);
        await().until(() -> before.changesOf(story.caseId()).size() == 4);
        before.close();
        story.events().subList(4, story.events().size()).forEach(topic::publish);

        Listener after = listen(TestGrant.of(Role.SUPERVISOR, "350999"), before.lastId());

        await().until(() ->
                after.changesOf(story.caseId()).size() == story.events().size() - 4);
        assertThat(after.changesOf(story.caseId()))
                .extracting(change -> change.get("eventId").asString())
                .containsExactlyElementsOf(
                        story.events().subList(4, story.events().size()).stream()
                                .map(event -> event.id().toString())
                                .toList());
    }

    @Test
    void keepsFiveHundredStreamsOpenAndTellsAllOfThem() {
        List<Listener> many = IntStream.range(0, MANY)
                .mapToObj(_ -> open(TestGrant.of(Role.SUPERVISOR, "350999"), null))
                .toList();
        await().until(() -> many.stream().allMatch(listener -> listener.lastId() != null));
        assertThat(feed.listeners()).isGreaterThanOrEqualTo(MANY);

        StoryTeller story = StoryTeller.reported("众人");
        topic.publish(story.events());

        await().until(() -> many.stream()
                .allMatch(listener -> listener.changesOf(story.caseId()).size() == 1));
        many.forEach(Listener::close);
        StoryTeller next = StoryTeller.reported("散去");
        topic.publish(next.events());
        await().untilAsserted(() -> {
            next.tell(org.whistle.events.Producer.INTAKE, new org.whistle.events.IntakeEvent.Joined("r", null), null);
            topic.publish(next.events().getLast());
            assertThat(feed.listeners()).isLessThan(MANY);
        });
    }

    @Test
    void anAccountHasOneStreamForEachOfItsBrowsersAndTakesNoneFromOthers() {
        TestGrant grant = TestGrant.of(Role.SUPERVISOR, "350999");
        IntStream.range(0, 20).forEach(_ -> open("everywhere", grant, null));

        try (AuditClient again = AuditClient.as(port, "everywhere", grant)) {
            AuditClient.Answer refused = again.get("/stream");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().path("code").asString()).isEqualTo("TOO_MANY_STREAMS");
        }
        listen(grant, null);
    }

    @Test
    void refusesAPlaceThatIsNone() {
        try (AuditClient supervisor = AuditClient.supervisor(port)) {
            assertThat(supervisor.get("/stream?after=yesterday").status()).isEqualTo(422);
        }
    }

    private Listener listen(TestGrant grant, @Nullable String lastId) {
        Listener listener = open(grant, lastId);
        await().until(() -> listener.lastId() != null);
        return listener;
    }

    private Listener open(TestGrant grant, @Nullable String lastId) {
        return open("listener " + listeners.size() / 10, grant, lastId);
    }

    private Listener open(String account, TestGrant grant, @Nullable String lastId) {
        Listener listener = new Listener(AuditClient.as(port, account, grant), lastId);
        listeners.add(listener);
        return listener;
    }

    /** Reads server-sent events until it is closed. */
    private static final class Listener implements AutoCloseable {

        private static final JsonMapper JSON = JsonMapper.shared();

        private final AuditClient client;
        private final InputStream body;
        private final List<JsonNode> changes = Collections.synchronizedList(new ArrayList<>());
        private volatile @Nullable String lastId;

        Listener(AuditClient client, @Nullable String lastId) {
            this.client = client;
            var request = client.request("/stream").GET();
            if (lastId != null) {
                request.header("Last-Event-ID", lastId);
            }
            try {
                HttpResponse<InputStream> response =
                        client.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                assertThat(response.statusCode()).isEqualTo(200);
                body = response.body();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            Thread.ofVirtual().start(this::read);
        }

        @Nullable
        String lastId() {
            return lastId;
        }

        List<JsonNode> changesOf(UUID caseId) {
            synchronized (changes) {
                return changes.stream()
                        .filter(change -> change.get("caseId").asString().equals(caseId.toString()))
                        .toList();
            }
        }

        private void read() {
            String name = "";
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event:")) {
                        name = line.substring(6);
                    } else if (line.startsWith("data:") && name.equals("change")) {
                        changes.add(JSON.readTree(line.substring(5)));
                    } else if (line.startsWith("id:")) {
                        lastId = line.substring(3);
                    }
                }
            } catch (IOException e) {
                // closed, by either side
            }
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            client.http().shutdownNow();
        }
    }
}
