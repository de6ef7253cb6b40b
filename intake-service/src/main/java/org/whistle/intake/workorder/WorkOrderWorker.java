package org.whistle.intake.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.whistle.kit.loop.WokenLoop;
import tools.jackson.databind.JsonNode;

/** Polls, applies and replies repeatedly, on any replica, since every step is claimed first. */
@Component
public class WorkOrderWorker extends WokenLoop {

    private static final Logger LOG = LoggerFactory.getLogger(WorkOrderWorker.class);
    private static final int BATCH = 200;
    private static final int AT_ONCE = 6;
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;

    private final WorkOrderProperties properties;
    private final WorkOrderStore store;
    private final Inbox inbox;
    private final WorkOrderApplier entering;
    private final PlatformClient otherSide;
    private final FileDrop files;
    private final Map<String, Instant> nextPull = new ConcurrentHashMap<>();

    WorkOrderWorker(
            WorkOrderProperties properties,
            WorkOrderStore store,
            Inbox inbox,
            WorkOrderApplier entering,
            PlatformClient otherSide,
            FileDrop files,
            @Value("${whistle.background:true}") boolean enabled) {
        super("work-orders", enabled && !properties.systems().isEmpty());
        this.properties = properties;
        this.store = store;
        this.inbox = inbox;
        this.entering = entering;
        this.otherSide = otherSide;
        this.files = files;
    }

    @Override
    protected Duration pass() {
        if (properties.systems().isEmpty()) {
            return NEVER;
        }
        try {
            boolean more = each("taken", this::take);
            more |= enterDue();
            more |= each("answered", this::answer);
            return more ? Duration.ZERO : BEAT;
        } catch (RuntimeException e) {
            LOG.warn("work orders pause reason={}", e.toString());
            return BEAT;
        }
    }

    /** Runs a step for each platform; a failure of one does not affect the others. */
    private boolean each(String what, Predicate<WorkOrderProperties.System> step) {
        boolean more = false;
        for (WorkOrderProperties.System system : properties.systems()) {
            try {
                more |= step.test(system);
            } catch (RuntimeException e) {
                LOG.warn("work orders not {} system={} reason={}", what, system.code(), e.toString());
            }
        }
        return more;
    }

    private boolean take(WorkOrderProperties.System system) {
        if (system.folder() != null) {
            files.take(system);
        }
        Instant now = Instant.now();
        if (system.url() == null
                || !system.pull()
                || now.isBefore(nextPull.getOrDefault(system.code(), Instant.EPOCH))) {
            return false;
        }
        nextPull.put(system.code(), now.plus(system.firstRetry()));
        boolean more = pull(system);
        nextPull.put(system.code(), more ? now : now.plus(system.poll()));
        return more;
    }

    /** One page; its messages are kept before its cursor is. */
    private boolean pull(WorkOrderProperties.System system) {
        String cursor = store.cursor(system.code()).orElse(null);
        PlatformClient.Page page = otherSide.messages(system, cursor);
        for (JsonNode message : page.messages()) {
            inbox.receive(system.code(), message);
        }
        if (page.next() == null || page.next().equals(cursor)) {
            return false;
        }
        store.cursor(system.code(), page.next());
        return true;
    }

    private boolean enterDue() {
        List<Long> due = store.dueMessages(BATCH);
        atOnce(due, entering::apply);
        return due.size() == BATCH;
    }

    private boolean answer(WorkOrderProperties.System system) {
        List<WorkOrderStore.Outgoing> replies = store.claimReplies(system.code(), BATCH);
        atOnce(replies, reply -> send(system, reply));
        return replies.size() == BATCH;
    }

    private void send(WorkOrderProperties.System system, WorkOrderStore.Outgoing reply) {
        try {
            if (system.url() == null) {
                files.put(system, reply);
            } else {
                otherSide.reply(system, reply);
            }
            store.sent(reply.id());
        } catch (HttpClientErrorException e) {
            refused(system, reply, e);
        } catch (RestClientException | FileDrop.NotWrittenException e) {
            postpone(system, reply, e);
        }
    }

    private void postpone(WorkOrderProperties.System system, WorkOrderStore.Outgoing reply, RuntimeException e) {
        store.postponeReply(
                reply.id(), String.valueOf(e.getMessage()), system.backoff().after(reply.attempts()));
    }

    /**
     * The platform answered 4xx: a conflict means that it has the reply already, 408 and 429 are tried again, all others are
     * final.
     */
    private void refused(WorkOrderProperties.System system, WorkOrderStore.Outgoing reply, HttpClientErrorException e) {
        switch (e.getStatusCode().value()) {
            case CONFLICT -> store.sent(reply.id());
            case REQUEST_TIMEOUT, TOO_MANY -> postpone(system, reply, e);
            default -> {
                LOG.error("reply refused system={} number={} reason={}", system.code(), reply.number(), e.getMessage());
                store.refused(reply.id(), String.valueOf(e.getMessage()));
            }
        }
    }

    private static <T> void atOnce(List<T> things, Consumer<T> work) {
        if (things.isEmpty()) {
            return;
        }
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> done = things.stream()
                    .map(thing -> workers.submit(() -> {
                        room.acquireUninterruptibly();
                        try {
                            work.accept(thing);
                        } catch (RuntimeException e) {
                            LOG.warn("work order step failed reason={}", e.toString());
                        } finally {
                            room.release();
                        }
                    }))
                    .toList();
            LOG.debug("work order steps count={}", done.size());
        }
    }
}
