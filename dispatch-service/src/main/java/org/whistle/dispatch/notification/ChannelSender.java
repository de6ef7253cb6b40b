package org.whistle.dispatch.notification;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Takes messages out of the system over one channel. */
interface ChannelSender {

    Channel channel();

    /** Whether it is configured. */
    boolean on();

    /** The present settings of a recipient; empty where it is not to be notified any more. */
    Optional<Recipient> recipient(String code);

    /** Sends a message and answers the result. */
    Result send(Letter letter);

    /**
     * A recipient of notifications.
     *
     * @param meant whether something is for them
     * @param perMinute messages at most
     */
    record Recipient(String code, Locale locale, Predicate<Notification> meant, int perMinute) {}

    /**
     * What is carried.
     *
     * @param id stays the same however often it is sent
     * @param body lines of plain text
     */
    record Letter(UUID id, String recipient, String subject, String body) {}

    /** The result of sending; a {@code problem} names no address and no secret. */
    sealed interface Result {

        /** Accepted. */
        record Sent() implements Result {}

        /** Not accepted, or unknown: again later. */
        record Failed(String problem) implements Result {}

        /** Too many at once: nothing to that recipient for a while. */
        record Throttled(String problem, Duration pause) implements Result {}

        /** Permanently refused. */
        record Refused(String problem) implements Result {}
    }
}
