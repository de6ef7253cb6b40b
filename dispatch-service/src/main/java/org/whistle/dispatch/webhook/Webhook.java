package org.whistle.dispatch.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another system that receives case events.
 *
 * @param code such as {@code city-platform}
 * @param county 6 digits
 * @param scopes where: code prefixes within the county
 * @param types which, such as {@code case.closed.v1}; none for all
 * @param allowPrivate whether {@code url} may lie in a private network, and may be plain http
 * @param pausedReason why nothing is sent; present while it is paused
 * @param failingSince since when nothing was taken; absent while all is well
 * @param waiting events not yet taken, as far as they were counted
 */
public record Webhook(
        String code,
        String name,
        String county,
        String url,
        List<String> scopes,
        List<String> types,
        boolean allowPrivate,
        State state,
        @Nullable PausedReason pausedReason,
        @Nullable Instant pausedAt,
        @Nullable Instant failingSince,
        long waiting,
        Instant createdAt) {

    public Webhook {
        scopes = List.copyOf(scopes);
        types = List.copyOf(types);
    }

    /** The states of a webhook. */
    public enum State {
        ACTIVE,
        /** keeps what comes until it is resumed */
        PAUSED
    }

    /** Why it was paused. */
    public enum PausedReason {
        /** the receiver answered 410 */
        GONE,
        /** the receiver accepted nothing for too long */
        FAILING,
        /** the receiver did not accept one event for too long; the events of its case wait */
        REFUSED
    }

    /** A secret as it may be shown: without itself. */
    public record Secret(
            String name, Instant validFrom, @Nullable Instant validTo) {}

    /**
     * One event on its way.
     *
     * @param position in the order of sending
     * @param state {@code WAITING} or {@code DELIVERED}
     * @param lastStatus the last answer's status; absent where none came
     * @param lastMillis how long the last attempt took
     * @param lastNote what went wrong where nothing was answered, 200 characters at most
     * @param nextTryAt absent where it is delivered, or waits behind another event of its case
     */
    public record Delivery(
            long position,
            UUID eventId,
            UUID caseId,
            String type,
            String state,
            int attempts,
            @Nullable Instant lastTriedAt,
            @Nullable Integer lastStatus,
            @Nullable Integer lastMillis,
            @Nullable String lastNote,
            Instant createdAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant nextTryAt) {}
}
