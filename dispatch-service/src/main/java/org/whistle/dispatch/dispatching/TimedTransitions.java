package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.whistle.events.code.PartState;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;

/** What the command center does because time passed; pure. */
final class TimedTransitions {

    private TimedTransitions() {}

    static Optional<Instant> next(DispatchCase record) {
        Stream<Instant> resuming = record.parts().stream()
                .filter(part -> part.state() == PartState.SUSPENDED)
                .flatMap(part -> Stream.ofNullable(part.reviews().resumeAt()));
        return Stream.concat(resuming, DutyRoster.next(record).stream()).min(Instant::compareTo);
    }

    /**
     * What is due by now.
     *
     * @param rule may dispatch by rule; asked once for each miss of an emergency's dispatch limit
     */
    static Outcome<DispatchCase> due(DispatchCase record, Instant now, UnaryOperator<Outcome<DispatchCase>> rule) {
        Outcome<DispatchCase> center = DutyRoster.centerDue(record, now);
        Outcome<DispatchCase> dispatched = DutyRoster.firstOfAMiss(center) ? rule.apply(center) : center;
        List<PendingEvent> events = new ArrayList<>(dispatched.events());
        Outcome<DispatchCase> alerts = DutyRoster.due(dispatched.next(), now);
        DispatchCase next = alerts.next();
        events.addAll(alerts.events());
        for (Part part : record.parts()) {
            Instant resumeAt = part.reviews().resumeAt();
            if (part.state() == PartState.SUSPENDED && resumeAt != null && !resumeAt.isAfter(now)) {
                Outcome<DispatchCase> resumed = RequestReviews.resumed(next, part, true, null);
                next = resumed.next();
                events.addAll(resumed.events());
            }
        }
        return new Outcome<>(next, events);
    }
}
