package org.whistle.replay.play;

import java.time.Instant;
import org.whistle.replay.script.Act;

/**
 * A step that happened.
 *
 * @param at in the system's time
 */
public record Deed(String script, Act act, Instant at, String state) {

    /** Whether it led from an open case to a closed one. */
    public boolean closesLoop() {
        return state.equals("CLOSED") && (act == Act.CONFIRM || act == Act.CHECK);
    }
}
