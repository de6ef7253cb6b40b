package org.whistle.audit.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.events.Producer;

/** Whether a clock was kept, and how long it ran. */
final class ClockFacts {

    private ClockFacts() {}

    /** What is due, and what of it was in time. */
    private record Pair(Measure due, Measure inTime) {}

    static List<Fact> of(CaseStory story, StoryClock clock) {
        Optional<StoryRound> round = story.round(clock.round());
        List<Fact> facts = new ArrayList<>();
        round.ifPresent(of -> {
            Pair pair = pairOf(clock);
            if (pair != null) {
                clock.verdict().ifPresent(verdict -> facts.addAll(judged(story, clock, of, pair, verdict)));
            }
            StoryClock.Stop stop = clock.stop();
            if (stop != null && stop.done()) {
                facts.add(ofUnit(clock, Fact.of(Measure.STAGE, stop.at(), of))
                        .ofStage(clock.kind(), clock.ran().toSeconds()));
            }
        });
        return facts;
    }

    private static List<Fact> judged(
            CaseStory story, StoryClock clock, StoryRound round, Pair pair, StoryClock.Verdict verdict) {
        boolean upheld = story.upheld(clock.assignmentId(), clock.clockId());
        Fact due = ofUnit(clock, Fact.of(pair.due(), verdict.at(), round))
                .by(workerOf(clock))
                .unscoredIf(upheld);
        if (!verdict.inTime()) {
            return List.of(due);
        }
        Fact inTime = ofUnit(clock, Fact.of(pair.inTime(), verdict.at(), round))
                .by(workerOf(clock))
                .unscoredIf(upheld);
        return List.of(due, inTime);
    }

    /** A unit answers for the clocks its own desk stops; reviews of its requests are the command center's. */
    private static Fact ofUnit(StoryClock clock, Fact fact) {
        boolean units = clock.kind().owner() == null
                ? clock.assignmentId() != null
                : clock.kind().owner() == Producer.DEPARTMENT;
        return units ? fact.of(clock.assignmentId(), clock.unit()) : fact.of(clock.assignmentId(), null);
    }

    private static @Nullable String workerOf(StoryClock clock) {
        return clock.kind() == ClockKind.CHECK
                        && clock.stop() != null
                        && clock.stop().done()
                ? clock.stop().worker()
                : null;
    }

    private static @Nullable Pair pairOf(StoryClock clock) {
        return switch (clock.kind()) {
            case ACCEPT -> new Pair(Measure.ACCEPTS_DUE, Measure.ACCEPTED_ON_TIME);
            case CHECK_IN, CALL_BACK -> new Pair(Measure.RESPONSES_DUE, Measure.RESPONDED_ON_TIME);
            case DISPATCH -> new Pair(Measure.DISPATCHINGS_DUE, Measure.DISPATCHED_IN_TIME);
            case RETURN_REVIEW, EXTENSION_REVIEW, SUSPENSION_REVIEW ->
                new Pair(Measure.REVIEWS_DUE, Measure.REVIEWED_ON_TIME);
            case CHECK -> new Pair(Measure.CHECKS_DUE, Measure.CHECKED_ON_TIME);
            case COMMUNITY_TRIAGE -> new Pair(Measure.COMMUNITY_TRIAGES_DUE, Measure.COMMUNITY_TRIAGED_ON_TIME);
            case STREET_TRIAGE -> new Pair(Measure.STREET_TRIAGES_DUE, Measure.STREET_TRIAGED_ON_TIME);
            case SELF_HANDLING -> new Pair(Measure.SELF_HANDLINGS_DUE, Measure.SELF_HANDLED_ON_TIME);
            case REWORK ->
                clock.assignmentId() == null
                        ? new Pair(Measure.SELF_HANDLINGS_DUE, Measure.SELF_HANDLED_ON_TIME)
                        : null;
            case VERIFICATION,
                    ENDORSEMENT,
                    HANDLING,
                    RULING,
                    APPEAL,
                    CONFIRMATION,
                    CONFIRMATION_LEADER,
                    SUPERVISION_REPLY -> null;
        };
    }
}
