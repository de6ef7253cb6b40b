package org.whistle.replay.script;

import java.time.Instant;
import java.util.List;

/**
 * One case from its report to where it is left.
 *
 * @param name the external id, unique in a play
 * @param end the state it is left in
 */
public record CaseScript(String name, List<Step> steps, String end) {

    public CaseScript {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.getFirst().act() != Act.REPORT) {
            throw new IllegalArgumentException(name + ": no report at the beginning");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).at().isBefore(steps.get(i - 1).at())) {
                throw new IllegalArgumentException(name + ": step " + i + " is before the one before it");
            }
        }
    }

    /** When it is reported. */
    public Instant start() {
        return steps.getFirst().at();
    }
}
