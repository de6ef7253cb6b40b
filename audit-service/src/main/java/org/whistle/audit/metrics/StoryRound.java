package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One round of a case: from the report, or a reopening, to its end.
 *
 * @param territory code of grid, community, street or county, as last known before the round ended; empty where unknown
 * @param category code as last known before the round ended; empty where unknown
 * @param tickets each time the case reached the county
 * @param lastStage the condition whose deadline counts
 * @param lead the lead part that is not ended, or was there at the closing
 * @param passedAt the check that nothing undid
 * @param end how it ended; absent while open
 */
public record StoryRound(
        int number,
        String territory,
        String category,
        List<Ticketing> tickets,
        @Nullable String lastStage,
        @Nullable UUID lead,
        @Nullable Instant passedAt,
        @Nullable End end) {

    public StoryRound {
        tickets = List.copyOf(tickets);
    }

    /** One ticket on its way through the command center. */
    public record Ticketing(
            Instant receivedAt,
            @Nullable Instant filedAt,
            @Nullable Instant dispatchedAt,
            @Nullable UUID firstLead) {}

    /** How a round ended. */
    public record End(Instant at, Ending how) {}

    /** Kinds of ends. */
    public enum Ending {
        /** 结案 */
        CLOSED,
        /** 自办结案 */
        SELF_HANDLED,
        /** 强制结案 */
        FORCED
    }

    static StoryRound first(int number) {
        return new StoryRound(number, "", "", List.of(), null, null, null, null);
    }

    StoryRound next(int nextNumber) {
        return new StoryRound(nextNumber, territory, category, List.of(), null, null, null, null);
    }

    boolean open() {
        return end == null;
    }

    StoryRound at(String place) {
        return open() ? new StoryRound(number, place, category, tickets, lastStage, lead, passedAt, end) : this;
    }

    StoryRound of(String code) {
        return open() ? new StoryRound(number, territory, code, tickets, lastStage, lead, passedAt, end) : this;
    }

    StoryRound ticketed(Instant time, @Nullable String stage) {
        List<Ticketing> all = new ArrayList<>(tickets);
        all.add(new Ticketing(time, null, null, null));
        return new StoryRound(number, territory, category, all, stage, lead, passedAt, end);
    }

    StoryRound filed(Instant time) {
        return lastTicket(ticket -> ticket.filedAt() != null
                ? ticket
                : new Ticketing(ticket.receivedAt(), time, ticket.dispatchedAt(), ticket.firstLead()));
    }

    StoryRound dispatched(Instant time, @Nullable UUID to, @Nullable String stage) {
        StoryRound filed = filed(time)
                .lastTicket(ticket -> ticket.dispatchedAt() != null
                        ? ticket
                        : new Ticketing(ticket.receivedAt(), ticket.filedAt(), time, to));
        return new StoryRound(number, territory, category, filed.tickets, stage, to, null, end);
    }

    StoryRound withoutLead() {
        return new StoryRound(number, territory, category, tickets, lastStage, null, null, end);
    }

    StoryRound passed(@Nullable Instant time) {
        return new StoryRound(number, territory, category, tickets, lastStage, lead, time, end);
    }

    StoryRound ended(Instant time, Ending how) {
        return open()
                ? new StoryRound(number, territory, category, tickets, lastStage, lead, passedAt, new End(time, how))
                : this;
    }

    private StoryRound lastTicket(UnaryOperator<Ticketing> change) {
        if (tickets.isEmpty()) {
            return this;
        }
        List<Ticketing> all = new ArrayList<>(tickets);
        all.addLast(change.apply(all.removeLast()));
        return new StoryRound(number, territory, category, all, lastStage, lead, passedAt, end);
    }
}
