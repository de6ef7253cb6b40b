package org.whistle.dispatch.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.loop.WorkerLoop;
import org.whistle.kit.outgoing.Backoff;

/**
 * Sends what is due over one channel, again and again; any replica may, since a recipient is claimed first. Recipients do not
 * wait for each other, and channels neither.
 */
class DeliveryWorker extends WorkerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int AT_ONCE = 8;
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);
    private static final Duration MINUTE_FULL = Duration.ofSeconds(5);
    private static final Duration LAST = Duration.ofSeconds(15);

    /** Shorter than the lease of a recipient, with an attempt's own time to spare. */
    private static final Duration ROUND = Duration.ofSeconds(60);

    private final ChannelSender carrier;
    private final Parts parts;
    private final int attempts;
    private final Backoff backoff;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Counter sent;
    private final Counter failed;

    /** What every channel's deliverer works with. */
    record Parts(
            NotificationStore store,
            Composing composing,
            NotificationText wording,
            NotificationProperties properties,
            TransactionTemplate transaction,
            MeterRegistry meters) {}

    DeliveryWorker(ChannelSender carrier, Parts parts, boolean enabled) {
        super(
                "notifications-" + carrier.channel().name().toLowerCase(java.util.Locale.ROOT),
                enabled && carrier.on(),
                LAST);
        this.carrier = carrier;
        this.parts = parts;
        this.attempts = parts.properties().attempts();
        this.backoff = new Backoff(parts.properties().firstRetry(), MOST);
        String channel = carrier.channel().name();
        this.sent = Counter.builder("whistle.notifications.sent")
                .tag("channel", channel)
                .register(parts.meters());
        this.failed = Counter.builder("whistle.notifications.failed")
                .tag("channel", channel)
                .register(parts.meters());
        parts.meters()
                .gauge(
                        "whistle.notifications.waiting",
                        List.of(io.micrometer.core.instrument.Tag.of("channel", channel)),
                        parts.store(),
                        store -> store.count(carrier.channel(), "WAITING"));
    }

    @Override
    protected Duration pass() {
        try {
            int free = room.availablePermits();
            List<String> claimed = free == 0 ? List.of() : parts.store().claim(carrier.channel(), free);
            for (String recipient : claimed) {
                room.acquireUninterruptibly();
                execute(() -> attend(recipient));
            }
            return BEAT;
        } catch (RuntimeException e) {
            LOG.warn("notifications pause channel={} reason={}", carrier.channel(), e.toString());
            return BEAT;
        }
    }

    private void attend(String recipient) {
        try {
            Duration pause = delivered(recipient);
            parts.transaction().executeWithoutResult(_ -> parts.store().release(carrier.channel(), recipient, pause));
        } catch (RuntimeException e) {
            LOG.warn("notifications wait for the lease channel={} recipient={}", carrier.channel(), recipient, e);
        } finally {
            room.release();
        }
    }

    private @Nullable Duration delivered(String recipient) {
        try {
            return deliver(recipient);
        } catch (RuntimeException e) {
            LOG.warn(
                    "notifications wait channel={} recipient={} reason={}", carrier.channel(), recipient, e.toString());
            return parts.properties().firstRetry();
        }
    }

    /** Until everything is sent, something fails, or the minute is full; answers for how long to leave the recipient alone. */
    private @Nullable Duration deliver(String code) {
        Optional<ChannelSender.Recipient> recipient = carrier.recipient(code);
        List<NotificationStore.Message> messages = parts.composing().compose(carrier.channel(), code, recipient);
        if (recipient.isEmpty()) {
            messages.forEach(message -> parts.store().done(message.id(), "DROPPED", null));
            return null;
        }
        int left = recipient.get().perMinute() - parts.store().triedLately(carrier.channel(), code);
        long end = System.nanoTime() + ROUND.toNanos();
        for (NotificationStore.Message message : messages) {
            if (left <= 0) {
                return MINUTE_FULL;
            }
            left--;
            ChannelSender.Result result = send(message, recipient.get());
            @Nullable Duration pause = note(message, code, result);
            if (!(result instanceof ChannelSender.Result.Sent) || System.nanoTime() > end) {
                return pause;
            }
        }
        return null;
    }

    private ChannelSender.Result send(NotificationStore.Message message, ChannelSender.Recipient recipient) {
        NotificationText.Text text = parts.wording().of(parts.store().in(message.id()), recipient.locale());
        parts.store().trying(message.id());
        return carrier.send(new ChannelSender.Letter(message.id(), recipient.code(), text.subject(), text.body()));
    }

    private @Nullable Duration note(NotificationStore.Message message, String recipient, ChannelSender.Result result) {
        switch (result) {
            case ChannelSender.Result.Sent _ -> {
                parts.store().done(message.id(), "SENT", null);
                sent.increment();
                return null;
            }
            case ChannelSender.Result.Refused(String problem) -> giveUp(message, recipient, problem);
            case ChannelSender.Result.Failed(String problem) -> {
                if (message.attempts() + 1 >= attempts) {
                    giveUp(message, recipient, problem);
                } else {
                    parts.store().again(message.id(), problem, backoff.after(message.attempts() + 1), true);
                }
            }
            case ChannelSender.Result.Throttled(String problem, Duration pause) -> {
                parts.store().again(message.id(), problem, pause, false);
                return pause;
            }
        }
        return null;
    }

    private void giveUp(NotificationStore.Message message, String recipient, String problem) {
        parts.store().done(message.id(), "FAILED", problem);
        failed.increment();
        LOG.error(
                "notification given up channel={} recipient={} message={} reason={}",
                carrier.channel(),
                recipient,
                message.id(),
                problem);
    }
}
