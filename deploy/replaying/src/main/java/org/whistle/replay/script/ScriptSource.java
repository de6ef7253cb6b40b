package org.whistle.replay.script;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** Scripts in local time that can be moved by whole weeks, so that weekday and time of day stay. */
public interface ScriptSource {

    /** When the first case is reported, unmoved. */
    LocalDateTime first();

    /** When the last thing happens, unmoved; for data that ought to end now. */
    LocalDateTime last();

    /** All scripts, moved by so many weeks; only their instants differ. */
    List<CaseScript> scripts(long weeks);

    /** How many cases of the data are not played, by the reason. */
    default Map<String, Integer> leftOut() {
        return Map.of();
    }
}
