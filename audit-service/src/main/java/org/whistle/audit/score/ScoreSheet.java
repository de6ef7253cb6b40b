package org.whistle.audit.score;

import java.util.List;

/** All scores of a county in a period; without grid workers, who are not ranked. */
public record ScoreSheet(List<Score> units, List<Score> streets, List<Score> communities, List<Score> commandCenter) {

    public ScoreSheet {
        units = List.copyOf(units);
        streets = List.copyOf(streets);
        communities = List.copyOf(communities);
        commandCenter = List.copyOf(commandCenter);
    }
}
