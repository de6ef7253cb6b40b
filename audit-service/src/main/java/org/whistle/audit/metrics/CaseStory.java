package org.whistle.audit.metrics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.events.Envelope;

/**
 * The history of a case from its events alone, without reference data or the present time, so that the same ledger always
 * gives the same result. Unknown events are ignored.
 *
 * @param moments the events that count, in the order of the ledger
 * @param upheld what appeals were upheld about
 */
public record CaseStory(
        List<StoryRound> rounds,
        List<StoryPart> parts,
        List<StoryClock> clocks,
        List<Moment> moments,
        Set<Upheld> upheld) {

    public CaseStory {
        rounds = List.copyOf(rounds);
        parts = List.copyOf(parts);
        clocks = List.copyOf(clocks);
        moments = List.copyOf(moments);
        upheld = Set.copyOf(upheld);
    }

    /**
     * An appeal that was upheld.
     *
     * @param about id of the missed clock, or of the event that rated, sent back or refused
     */
    public record Upheld(UUID assignmentId, String about) {}

    /** Builds the history of one case; {@code log} is all its events in the order of the ledger. */
    public static CaseStory of(List<Envelope> log) {
        CaseStoryBuilder telling = new CaseStoryBuilder(log);
        log.forEach(telling::take);
        return telling.story();
    }

    /** A part by its id. */
    public Optional<StoryPart> part(@Nullable UUID assignmentId) {
        return parts.stream()
                .filter(part -> part.assignmentId().equals(assignmentId))
                .findFirst();
    }

    /** A round by its number. */
    public Optional<StoryRound> round(int number) {
        return rounds.stream().filter(round -> round.number() == number).findFirst();
    }

    /** The clock of those that was started last. */
    public Optional<StoryClock> latest(Predicate<StoryClock> which) {
        return clocks.stream().filter(which).reduce((_, later) -> later);
    }

    /** The handling clock of the last stage of a part, whose deadline counts. */
    public Optional<StoryClock> lastStage(StoryRound round, UUID part) {
        Predicate<StoryClock> handling = clock -> clock.kind() == ClockKind.HANDLING && clock.of(part);
        return latest(handling.and(
                        clock -> round.lastStage() != null && round.lastStage().equals(clock.conditionCode())))
                .or(() -> latest(handling));
    }

    /** Whether an appeal of the part about that was upheld. */
    public boolean upheld(@Nullable UUID part, @Nullable UUID about) {
        return part != null && about != null && upheld.contains(new Upheld(part, about.toString()));
    }
}
