package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Envelope;
import org.whistle.events.Limit;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.PartState;

/**
 * A unit's share as dispatch knows it; department-service owns its life.
 *
 * @param round of the case when it was offered
 * @param attempt from 1, one more with every rework
 * @param offer who offered it, and so does not review its return
 * @param returnRefused once refused, it cannot be returned again in this round
 * @param accepted the unit took it on
 * @param alerts how many of the duty roster were alerted after the one on duty
 * @param request what its unit asked for and is not decided yet
 * @param reviews what was decided about its requests
 * @param endedBy the type of the event that ended it
 */
public record Part(
        UUID assignmentId,
        String unit,
        PartRole role,
        PartState state,
        int round,
        int attempt,
        Offer offer,
        boolean returnRefused,
        boolean accepted,
        int alerts,
        @Nullable Request request,
        Reviews reviews,
        @Nullable String endedBy) {

    /** Whether the command center has to answer its unit: a return, an extension or a suspension. */
    boolean waitsForReview() {
        return state == PartState.RETURN_REVIEW || (request != null && state == PartState.HANDLING);
    }

    /** Who offered the part, when, and by which event. */
    public record Offer(String by, Instant at, @Nullable UUID event) {}

    /** An extension by an amount, or a suspension until an instant. */
    public record Request(
            @Nullable Limit extension, @Nullable Instant until) {}

    /**
     * What was decided about a part's requests.
     *
     * @param last the last decision, which the unit may not have seen when it completes
     * @param resumeAt while suspended
     * @param deciders accounts that decided against the unit; they do not judge its appeals
     */
    public record Reviews(
            int extensions,
            int suspensions,
            @Nullable Last last,
            @Nullable Instant resumeAt,
            List<String> deciders) {

        /** A decision by its event; {@code granted} is what it counts as. */
        public record Last(UUID event, Granted granted) {}

        /** What a decision counts as. */
        public enum Granted {
            EXTENSION,
            SUSPENSION,
            NOTHING
        }

        public Reviews {
            deciders = List.copyOf(deciders);
        }

        static Reviews none() {
            return new Reviews(0, 0, null, null, List.of());
        }

        Reviews refusedBy(String account) {
            List<String> all = new ArrayList<>(deciders);
            all.add(account);
            return new Reviews(extensions, suspensions, last, resumeAt, all);
        }

        Reviews extended(UUID event) {
            return new Reviews(extensions + 1, suspensions, new Last(event, Granted.EXTENSION), resumeAt, deciders);
        }

        Reviews suspended(UUID event, Instant until) {
            return new Reviews(extensions, suspensions + 1, new Last(event, Granted.SUSPENSION), until, deciders);
        }

        Reviews refused(UUID event, String account) {
            return new Reviews(extensions, suspensions, new Last(event, Granted.NOTHING), resumeAt, deciders)
                    .refusedBy(account);
        }

        /** Without the last decision: a completion came first, and it counts for nothing. */
        Reviews withoutLast() {
            Granted granted = last == null ? Granted.NOTHING : last.granted();
            return new Reviews(
                    extensions - (granted == Granted.EXTENSION ? 1 : 0),
                    suspensions - (granted == Granted.SUSPENSION ? 1 : 0),
                    null,
                    null,
                    deciders);
        }

        Reviews resumed() {
            return new Reviews(extensions, suspensions, last, null, deciders);
        }
    }

    /** A part just offered; {@code extensions} were granted to the same unit before a recall. */
    static Part offered(UUID assignmentId, String unit, PartRole role, int round, Offer offer, int extensions) {
        return new Part(
                assignmentId,
                unit,
                role,
                PartState.OFFERED,
                round,
                1,
                offer,
                false,
                false,
                0,
                null,
                new Reviews(extensions, 0, null, null, List.of()),
                null);
    }

    /** Whether no person offered it. */
    boolean offeredByRule() {
        return offer.by().equals(Envelope.SYSTEM);
    }

    /** Whether it is the lead's 主办. */
    boolean lead() {
        return role == PartRole.LEAD;
    }

    /** Whether the unit still holds it. */
    boolean held() {
        return state != PartState.ENDED;
    }

    /** Whether the unit still has to do something about it. */
    boolean open() {
        return held() && state != PartState.DONE;
    }

    Part in(PartState next) {
        return with(next, attempt, returnRefused, accepted, alerts, request, reviews, endedBy);
    }

    Part acceptedNow() {
        return with(PartState.HANDLING, attempt, returnRefused, true, alerts, request, reviews, endedBy);
    }

    Part ended(String by) {
        return held() ? with(PartState.ENDED, attempt, returnRefused, accepted, alerts, null, reviews, by) : this;
    }

    Part offeredAgain(String refusedBy) {
        return with(PartState.OFFERED, attempt, true, accepted, alerts, request, reviews.refusedBy(refusedBy), endedBy);
    }

    Part reworked(int next) {
        return with(PartState.HANDLING, next, returnRefused, accepted, alerts, null, reviews, endedBy);
    }

    Part alerted() {
        return with(state, attempt, returnRefused, accepted, alerts + 1, request, reviews, endedBy);
    }

    Part asking(@Nullable Request asked) {
        return with(state, attempt, returnRefused, accepted, alerts, asked, reviews, endedBy);
    }

    Part reviewed(PartState next, Reviews now) {
        return with(next, attempt, returnRefused, accepted, alerts, null, now, endedBy);
    }

    private Part with(
            PartState next,
            int nextAttempt,
            boolean refused,
            boolean acceptedYet,
            int alertsSoFar,
            @Nullable Request asked,
            Reviews decided,
            @Nullable String by) {
        return new Part(
                assignmentId,
                unit,
                role,
                next,
                round,
                nextAttempt,
                offer,
                refused,
                acceptedYet,
                alertsSoFar,
                asked,
                decided,
                by);
    }
}
