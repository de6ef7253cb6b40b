package org.whistle.replay.county;

import java.util.Map;

/** WGS 84 degrees. */
public record Place(double longitude, double latitude) {

    /** As the API takes it. */
    public Map<String, Object> toJson() {
        return Map.of("longitude", longitude, "latitude", latitude, "datum", "WGS84");
    }
}
