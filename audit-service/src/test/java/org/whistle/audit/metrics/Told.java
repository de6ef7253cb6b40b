package org.whistle.audit.metrics;

import java.util.List;
import java.util.stream.Stream;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.Envelope;

/** The history and the facts of a log, for assertions. */
record Told(CaseStory story, List<Fact> facts) {

    static final Calendars CALENDARS = (_, _) -> WorkCalendar.UNPUBLISHED;

    static Told by(CaseScript script) {
        return by(script.log());
    }

    static Told by(List<Envelope> log) {
        CaseStory story = CaseStory.of(log);
        return new Told(story, Facts.of(story, CALENDARS));
    }

    Stream<Fact> of(Measure measure) {
        return facts.stream().filter(fact -> fact.measure() == measure);
    }

    long count(Measure measure) {
        return of(measure).count();
    }

    Fact only(Measure measure) {
        List<Fact> found = of(measure).toList();
        if (found.size() != 1) {
            throw new AssertionError(measure + ": " + found + " (expected: one)");
        }
        return found.getFirst();
    }
}
