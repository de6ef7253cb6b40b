package org.whistle.kit.outgoing;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt: doubled with each failure, up to a limit, a little apart from the others. */
public final class Backoff {

    private static final double DOUBLED = 2;
    private static final double APART = 0.3;
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final IntervalFunction interval;

    /** Doubling from the first on, up to the longest. */
    public Backoff(Duration first, Duration longest) {
        interval = IntervalFunction.ofExponentialRandomBackoff(first, DOUBLED, APART, longest);
    }

    /**
     * The wait after so many attempts.
     *
     * @param attempts from 1
     */
    public Duration after(int attempts) {
        return Duration.ofMillis(interval.apply(attempts));
    }

    /**
     * The same, and at least as long as the receiver asks.
     *
     * @param attempts from 1
     */
    public Duration after(int attempts, @Nullable Duration asked) {
        Duration ours = after(attempts);
        return asked == null || asked.compareTo(ours) < 0 ? ours : asked;
    }

    /**
     * The value of the header {@code Retry-After}, seconds or a date (RFC 9110); a day at most, empty where absent or not
     * readable.
     */
    public static Optional<Duration> asked(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Optional.empty();
        }
        return parse(retryAfter.strip(), now)
                .filter(asked -> !asked.isNegative())
                .map(asked -> asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked);
    }

    private static Optional<Duration> parse(String text, Instant now) {
        try {
            return Optional.of(
                    text.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
