package org.whistle.intake.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.FiledCondition;
import org.whistle.events.Ticket;
import org.whistle.events.code.HandlingLevel;

/**
 * How far a case got in its present round; a reopening starts it anew.
 *
 * @param actedOn somebody besides the reporter did something
 * @param verified seen on site
 * @param ticketOnly three failed checks of a self-handling: only a ticket goes on
 * @param checkFailures failed checks of this round
 * @param vetoes vetoes of this round
 * @param ratedBy accounts that rated this round
 */
public record Progress(
        boolean actedOn,
        boolean verified,
        boolean ticketOnly,
        @Nullable SelfHandling selfHandling,
        @Nullable Ticket ticket,
        @Nullable CountyShare county,
        @Nullable Merging merging,
        int checkFailures,
        int vetoes,
        @Nullable Instant closedAt,
        List<String> ratedBy) {

    public Progress {
        ratedBy = List.copyOf(ratedBy);
    }

    static Progress start() {
        return new Progress(false, false, false, null, null, null, null, 0, 0, null, List.of());
    }

    /** A desk handles it itself. */
    public record SelfHandling(HandlingLevel level, FiledCondition condition, String handledBy) {}

    /** What intake knows of the county's work on it. */
    public record CountyShare(String leadUnit, UUID leadAssignment, List<String> units) {

        public CountyShare {
            units = List.copyOf(units);
        }
    }

    /**
     * Merged into a main case.
     *
     * @param earlierMain where its former main took it along: that one, which it returns to if the merge is undone
     */
    public record Merging(UUID into, @Nullable UUID earlierMain, Instant at) {}

    Progress acted() {
        return new Progress(
                true,
                verified,
                ticketOnly,
                selfHandling,
                ticket,
                county,
                merging,
                checkFailures,
                vetoes,
                closedAt,
                ratedBy);
    }

    Progress seenOnSite() {
        return new Progress(
                true,
                true,
                ticketOnly,
                selfHandling,
                ticket,
                county,
                merging,
                checkFailures,
                vetoes,
                closedAt,
                ratedBy);
    }

    Progress onlyByTicket() {
        return new Progress(
                true, verified, true, selfHandling, ticket, county, merging, checkFailures, vetoes, closedAt, ratedBy);
    }

    Progress handledBy(@Nullable SelfHandling handling) {
        return new Progress(
                true,
                verified,
                ticketOnly,
                handling,
                ticket,
                county,
                merging,
                checkFailures,
                vetoes,
                closedAt,
                ratedBy);
    }

    Progress ticketed(Ticket filed) {
        return new Progress(
                true, verified, ticketOnly, null, filed, null, merging, checkFailures, vetoes, closedAt, ratedBy);
    }

    Progress sharedBy(@Nullable CountyShare share) {
        return new Progress(
                true,
                verified,
                ticketOnly,
                selfHandling,
                ticket,
                share,
                merging,
                checkFailures,
                vetoes,
                closedAt,
                ratedBy);
    }

    Progress merged(@Nullable Merging into) {
        return new Progress(
                true,
                verified,
                ticketOnly,
                selfHandling,
                ticket,
                county,
                into,
                checkFailures,
                vetoes,
                closedAt,
                ratedBy);
    }

    Progress checkFailed() {
        return new Progress(
                true,
                verified,
                ticketOnly,
                selfHandling,
                ticket,
                county,
                merging,
                checkFailures + 1,
                vetoes,
                closedAt,
                ratedBy);
    }

    Progress vetoed() {
        return new Progress(
                true,
                verified,
                ticketOnly,
                selfHandling,
                ticket,
                county,
                merging,
                checkFailures,
                vetoes + 1,
                closedAt,
                ratedBy);
    }

    Progress closed(Instant at) {
        return new Progress(
                true, verified, ticketOnly, selfHandling, ticket, county, merging, checkFailures, vetoes, at, ratedBy);
    }

    Progress rated(String account) {
        List<String> raters = new ArrayList<>(ratedBy);
        raters.add(account);
        return new Progress(
                true,
                verified,
                ticketOnly,
                selfHandling,
                ticket,
                county,
                merging,
                checkFailures,
                vetoes,
                closedAt,
                raters);
    }
}
