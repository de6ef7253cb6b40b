package org.whistle.replay.script;

import java.time.Instant;
import java.util.Map;

/**
 * Who does what when.
 *
 * @param at planned; it happens then or, if the system is behind, as soon as it can
 * @param body of the request; values may be {@link Later}, also in lists
 */
public record Step(Instant at, String account, Act act, Map<String, Object> body) {

    public Step {
        body = Map.copyOf(body);
    }
}
