package org.whistle.replay.play;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The result of a play.
 *
 * @param cases ids of all cases that the system has or has promised to have, by script
 */
public record PlayResult(Map<String, String> cases, List<Deed> deeds, List<Refusal> refusals, Duration wall) {

    public PlayResult {
        cases = Map.copyOf(cases);
        deeds = List.copyOf(deeds);
        refusals = List.copyOf(refusals);
    }

    /** Loops closed in this play: cases that went from open to closed. */
    public long closedLoops() {
        return deeds.stream().filter(Deed::closesLoop).count();
    }
}
