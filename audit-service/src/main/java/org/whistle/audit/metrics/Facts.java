package org.whistle.audit.metrics;

import java.util.List;
import java.util.stream.Stream;

/** Everything there is to count about a case. */
public final class Facts {

    private Facts() {}

    /** The facts of a history; the calendars only serve to compute until when a closing would have been on time. */
    public static List<Fact> of(CaseStory story, Calendars calendars) {
        Stream<Fact> rounds = story.rounds().stream()
                .flatMap(round -> Stream.concat(
                        RoundFacts.of(story, round).stream(), DueFacts.of(story, round, calendars).stream()));
        return Stream.of(
                        rounds,
                        ReportFacts.of(story).stream(),
                        story.parts().stream().flatMap(part -> PartFacts.of(story, part).stream()),
                        story.clocks().stream().flatMap(clock -> ClockFacts.of(story, clock).stream()),
                        MomentFacts.of(story).stream())
                .flatMap(facts -> facts)
                .toList();
    }
}
