package org.whistle.audit.stream.web;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.whistle.audit.stream.CaseChange;
import org.whistle.audit.stream.ChangeFeed;
import org.whistle.audit.stream.Positions;
import org.whistle.audit.stream.Subscription;
import org.whistle.audit.timeline.Visibility;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** {@code GET /api/audit/stream}: {@code change}, {@code reload} and a heartbeat. */
@RestController
class StreamController {

    private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Then the client comes back, with a fresh token and its last id. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final ChangeFeed feed;
    private final int perAccount;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /**
     * Makes the controller.
     *
     * @param perAccount streams at the same time: one for each browser that the account is signed in with
     */
    StreamController(ChangeFeed feed, @Value("${whistle.streams-per-account:20}") int perAccount) {
        this.feed = feed;
        this.perAccount = perAccount;
    }

    @GetMapping(path = "/api/audit/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "after", required = false) @Nullable String after,
            Caller caller) {
        String from = lastEventId == null ? after : lastEventId;
        Positions known = from == null
                ? null
                : Positions.parse(from)
                        .orElseThrow(
                                () -> RefusedException.field(Refusal.FieldError.matching("/after", Positions.PATTERN)));
        if (open.merge(caller.account(), 1, Integer::sum) > perAccount) {
            release(caller);
            throw new RefusedException(new Refusal.Other(429, "TOO_MANY_STREAMS"));
        }
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("stream").start(() -> run(emitter, caller, known));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }

    private void release(Caller caller) {
        open.computeIfPresent(caller.account(), (_, streams) -> streams == 1 ? null : streams - 1);
    }

    private void run(SseEmitter emitter, Caller caller, @Nullable Positions known) {
        Instant end = Instant.now().plus(LONGEST);
        try (Subscription subscription = feed.subscribe(Visibility.of(caller), known)) {
            Positions place = known == null ? feed.here() : known;
            emitter.send(SseEmitter.event().id(place.toString()).name("hello").data("{}"));
            while (!subscription.ended() && Instant.now().isBefore(end)) {
                Subscription.@Nullable Batch batch = subscription.next(HEARTBEAT);
                if (batch == null) {
                    emitter.send(SseEmitter.event().comment("still here"));
                } else {
                    place = send(emitter, batch, place);
                }
            }
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (IOException | RuntimeException e) {
            LOG.debug("stream ends reason={}", e.toString());
            emitter.complete();
        } finally {
            release(caller);
        }
    }

    /** Each change moves the id on in its own shard; the last one to where the batch ends in all of them. */
    private static Positions send(SseEmitter emitter, Subscription.Batch batch, Positions from) throws IOException {
        if (batch.lost()) {
            emitter.send(SseEmitter.event()
                    .id(batch.after().toString())
                    .name("reload")
                    .data("{}"));
            return batch.after();
        }
        Positions place = from;
        int left = batch.changes().size();
        for (CaseChange change : batch.changes()) {
            left--;
            place = left == 0 ? place.orLater(batch.after()) : place.after(change.shard(), change.index());
            emitter.send(SseEmitter.event().id(place.toString()).name("change").data(change));
        }
        return place;
    }
}
