package org.whistle.intake.honesty;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;

/**
 * A handling that is about to be checked, with what is known of it; what is absent raises no flag.
 *
 * @param before photos of the report
 * @param after photos of the completion
 * @param site where the case is
 * @param dispatchedAt when the part was offered; absent for a self-handling
 * @param acceptedAt when the part was accepted, or the self-handling started
 * @param arrivedAt the check-in, asked for in emergencies only
 * @param reporters accounts of those who reported or joined
 * @param checker account of the checker; absent while any account of the community may check
 */
public record Handling(
        List<SitePhoto> before,
        List<SitePhoto> after,
        @Nullable Position site,
        Instant reportedAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt,
        Instant completedAt,
        Set<String> reporters,
        @Nullable String checker) {

    public Handling {
        before = List.copyOf(before);
        after = List.copyOf(after);
        reporters = Set.copyOf(reporters);
    }

    /** The earliest possible start of the handling: the dispatch, or the report where there was no dispatch. */
    Instant begin() {
        return dispatchedAt == null ? reportedAt : dispatchedAt;
    }
}
