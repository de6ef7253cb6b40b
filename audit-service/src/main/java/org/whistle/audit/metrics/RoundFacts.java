package org.whistle.audit.metrics;

import java.util.ArrayList;
import java.util.List;

/** The tickets of a round, and its end. */
final class RoundFacts {

    private RoundFacts() {}

    static List<Fact> of(CaseStory story, StoryRound round) {
        List<Fact> facts = new ArrayList<>();
        for (StoryRound.Ticketing ticket : round.tickets()) {
            facts.add(Fact.of(Measure.RECEIVED, ticket.receivedAt(), round));
            if (ticket.filedAt() != null) {
                facts.add(Fact.of(Measure.FILED, ticket.filedAt(), round));
            }
            if (ticket.dispatchedAt() != null) {
                facts.add(Fact.of(Measure.DISPATCHED, ticket.dispatchedAt(), round)
                        .of(story.part(ticket.firstLead()).orElse(null)));
            }
        }
        StoryRound.End end = round.end();
        if (end != null) {
            closing(end.how(), round)
                    .forEach(measure -> facts.add(Fact.of(measure, end.at(), round)
                            .of(story.part(round.lead()).orElse(null))));
        }
        return facts;
    }

    /** A closing by community or street counts as {@link Measure#SELF_CLOSINGS} in the first round only. */
    private static List<Measure> closing(StoryRound.Ending how, StoryRound round) {
        return switch (how) {
            case CLOSED -> List.of(Measure.CLOSINGS);
            case SELF_HANDLED ->
                round.number() == 1 ? List.of(Measure.CLOSINGS, Measure.SELF_CLOSINGS) : List.of(Measure.CLOSINGS);
            case FORCED -> List.of(Measure.FORCED_CLOSINGS);
        };
    }
}
