package org.whistle.intake.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.whistle.events.FiledCondition;
import org.whistle.events.Ticket;
import org.whistle.events.code.HandlingLevel;

/**
 * How far a case got in its present round; a reopening starts it anew.
 *
 * @param actedOn an account other than the reporter's acted on it
 * @param verified seen on site
 * @param ticketOnly three failed checks of a self-handling: only a ticket is allowed
 * @param everTicketed in this round or an earlier one
 * @param endorsed 补签: a street leader confirmed a ticket filed by rule
 * @param takeBackAsked 撤哨 was asked for once
 * @param checkFailures failed checks of this round; a self-handling's are not counted against the county
 * @param vetoes vetoes of this round
 * @param ratedBy accounts that rated this round
 * @param calledBack 回访 happened
 * @param flags honesty flags of the last check asked for
 * @param recurrenceOf the closed case that this one makes doubtful; of every round
 * @param answer of whoever handled it last
 * @param reasonCode why it was voided, rejected or force-closed
 * @param forCitizen a citizen's report was merged into it; of every round
 */
public record Progress(
        boolean actedOn,
        boolean verified,
        boolean ticketOnly,
        boolean everTicketed,
        boolean endorsed,
        boolean takeBackAsked,
        @Nullable SelfHandling selfHandling,
        @Nullable Ticket ticket,
        @Nullable CountyShare county,
        @Nullable Merging merging,
        int checkFailures,
        int vetoes,
        @Nullable Instant closedAt,
        List<String> ratedBy,
        boolean calledBack,
        @Nullable SpotCheck spotCheck,
        List<String> flags,
        @Nullable UUID recurrenceOf,
        @Nullable Answer answer,
        @Nullable String reasonCode,
        @Nullable Boolean forCitizen) {

    public Progress {
        ratedBy = List.copyOf(ratedBy);
        flags = List.copyOf(flags);
    }

    static Progress start() {
        return new Progress(
                false, false, false, false, false, false, null, null, null, null, 0, 0, null, List.of(), false, null,
                List.of(), null, null, null, null);
    }

    /** A desk handles it itself. */
    public record SelfHandling(HandlingLevel level, FiledCondition condition, String handledBy, Instant startedAt) {}

    /**
     * The county's work on it, as known to intake.
     *
     * @param arrival 报到 of an emergency's lead, shown to the street
     */
    public record CountyShare(
            String leadUnit,
            UUID leadAssignment,
            List<String> units,
            Instant dispatchedAt,
            @Nullable Instant acceptedAt,
            @Nullable Arrival arrival,
            @Nullable Instant completedAt) {

        public CountyShare {
            units = List.copyOf(units);
        }

        CountyShare accepted(Instant at) {
            return new CountyShare(leadUnit, leadAssignment, units, dispatchedAt, at, arrival, completedAt);
        }

        CountyShare arrived(Arrival now) {
            return new CountyShare(leadUnit, leadAssignment, units, dispatchedAt, acceptedAt, now, completedAt);
        }

        CountyShare completed(Instant at) {
            return new CountyShare(leadUnit, leadAssignment, units, dispatchedAt, acceptedAt, arrival, at);
        }
    }

    /** When the lead checked in, and how far from the case. */
    public record Arrival(Instant at, int distanceMetres) {}

    /**
     * Merged into a main case.
     *
     * @param earlierMain where its former main took it along: that one, which it returns to if the merge is undone
     */
    public record Merging(UUID into, @Nullable UUID earlierMain, Instant at) {}

    /** 抽查 drawn by rule, for the grid workers of another street; {@code passed} once answered. */
    public record SpotCheck(String streetCode, @Nullable Boolean passed) {}

    /** What the citizen gets: the reply 答复, if any, and the photos after the handling. */
    public record Answer(Instant at, @Nullable String reply, List<String> photoIds) {

        public Answer {
            photoIds = List.copyOf(photoIds);
        }
    }

    /** In the next round. */
    Progress again() {
        boolean ticketed = everTicketed;
        UUID earlier = recurrenceOf;
        Boolean citizen = forCitizen;
        return start().change(next -> {
            next.actedOn = true;
            next.verified = true;
            next.everTicketed = ticketed;
            next.recurrenceOf = earlier;
            next.forCitizen = citizen;
        });
    }

    Progress acted() {
        return change(next -> next.actedOn = true);
    }

    Progress seenOnSite() {
        return change(next -> {
            next.actedOn = true;
            next.verified = true;
        });
    }

    Progress onlyByTicket() {
        return change(next -> next.ticketOnly = true);
    }

    Progress handledBy(@Nullable SelfHandling handling) {
        return change(next -> {
            next.actedOn = true;
            next.selfHandling = handling;
            next.answer = null;
            next.reasonCode = null;
        });
    }

    Progress ticketed(Ticket filed) {
        return change(next -> {
            next.actedOn = true;
            next.everTicketed = true;
            next.endorsed = false;
            next.takeBackAsked = false;
            next.checkFailures = next.selfHandling == null ? next.checkFailures : 0;
            next.selfHandling = null;
            next.ticket = filed;
            next.county = null;
            next.answer = null;
            next.reasonCode = null;
        });
    }

    Progress endorsedNow() {
        return change(next -> next.endorsed = true);
    }

    Progress takeBackAskedFor() {
        return change(next -> next.takeBackAsked = true);
    }

    Progress sharedBy(@Nullable CountyShare share) {
        return change(next -> next.county = share);
    }

    Progress merged(@Nullable Merging into) {
        return change(next -> {
            next.actedOn = true;
            next.merging = into;
        });
    }

    Progress answered(Answer now) {
        return change(next -> next.answer = now);
    }

    Progress answeringToCitizen() {
        return change(next -> next.forCitizen = true);
    }

    Progress endedFor(Enum<?> reason) {
        return change(next -> next.reasonCode = reason.name());
    }

    Progress checkFailed() {
        return change(next -> next.checkFailures++);
    }

    Progress vetoed() {
        return change(next -> next.vetoes++);
    }

    Progress closed(Instant at) {
        return change(next -> next.closedAt = at);
    }

    Progress rated(String account) {
        return change(next -> next.ratedBy.add(account));
    }

    Progress calledBackNow() {
        return change(next -> next.calledBack = true);
    }

    Progress spotChecked(SpotCheck check) {
        return change(next -> next.spotCheck = check);
    }

    Progress flagged(List<String> found) {
        return change(next -> next.flags = found);
    }

    Progress recurring(UUID earlierCase) {
        return change(next -> next.recurrenceOf = earlierCase);
    }

    Progress withoutHandler() {
        return change(next -> {
            next.selfHandling = null;
            next.county = null;
            next.ticket = null;
            next.answer = null;
        });
    }

    /** As shown to those who joined: the reply and the reason, without photos. */
    Progress followed() {
        return start().change(next -> {
            next.answer = answer == null ? null : new Answer(answer.at(), answer.reply(), List.of());
            next.reasonCode = reasonCode;
        });
    }

    private Progress change(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.done();
    }

    /** The fields while one of the verbs above changes some. */
    private static final class Draft {

        private boolean actedOn;
        private boolean verified;
        private boolean ticketOnly;
        private boolean everTicketed;
        private boolean endorsed;
        private boolean takeBackAsked;
        private @Nullable SelfHandling selfHandling;
        private @Nullable Ticket ticket;
        private @Nullable CountyShare county;
        private @Nullable Merging merging;
        private int checkFailures;
        private int vetoes;
        private @Nullable Instant closedAt;
        private final List<String> ratedBy;
        private boolean calledBack;
        private @Nullable SpotCheck spotCheck;
        private List<String> flags;
        private @Nullable UUID recurrenceOf;
        private @Nullable Answer answer;
        private @Nullable String reasonCode;
        private @Nullable Boolean forCitizen;

        Draft(Progress from) {
            actedOn = from.actedOn;
            verified = from.verified;
            ticketOnly = from.ticketOnly;
            everTicketed = from.everTicketed;
            endorsed = from.endorsed;
            takeBackAsked = from.takeBackAsked;
            selfHandling = from.selfHandling;
            ticket = from.ticket;
            county = from.county;
            merging = from.merging;
            checkFailures = from.checkFailures;
            vetoes = from.vetoes;
            closedAt = from.closedAt;
            ratedBy = new ArrayList<>(from.ratedBy);
            calledBack = from.calledBack;
            spotCheck = from.spotCheck;
            flags = from.flags;
            recurrenceOf = from.recurrenceOf;
            answer = from.answer;
            reasonCode = from.reasonCode;
            forCitizen = from.forCitizen;
        }

        Progress done() {
            return new Progress(
                    actedOn,
                    verified,
                    ticketOnly,
                    everTicketed,
                    endorsed,
                    takeBackAsked,
                    selfHandling,
                    ticket,
                    county,
                    merging,
                    checkFailures,
                    vetoes,
                    closedAt,
                    ratedBy,
                    calledBack,
                    spotCheck,
                    flags,
                    recurrenceOf,
                    answer,
                    reasonCode,
                    forCitizen);
        }
    }
}
