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

    /** Who a recipient is now; empty where nobody is to be told there any more. */
    Optional<Recipient> recipient(String code);

    /** Carries a message, and says what came of it. */
    Result send(Letter letter);

    /**
     * Who is told.
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

    /** What came of it; a {@code problem} names no address and no secret. */
    sealed interface Result {

        /** Taken. */
        record Sent() implements Result {}

        /** Not taken, or nobody knows: again later. */
        record Failed(String problem) implements Result {}

        /** Too many at once: nothing to that recipient for a while. */
        record Throttled(String problem, Duration pause) implements Result {}

        /** Never. */
        record Refused(String problem) implements Result {}
    }
}
