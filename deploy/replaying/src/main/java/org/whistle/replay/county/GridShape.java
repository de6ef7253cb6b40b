package org.whistle.replay.county;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** A grid's outer ring. */
public record GridShape(String code, List<Place> ring) {

    /** How far inside the border a drawn place keeps, as a share of the way to the middle. */
    private static final double INSET = 0.05;

    public GridShape {
        ring = List.copyOf(ring);
    }

    static GridShape of(JsonNode feature) {
        List<Place> ring = new ArrayList<>();
        for (JsonNode position : feature.path("geometry").path("coordinates").path(0)) {
            ring.add(new Place(position.path(0).asDouble(), position.path(1).asDouble()));
        }
        return new GridShape(feature.path("properties").path("code").asString(), ring);
    }

    /** Draws a place inside, by rejection. */
    public Place draw(RandomGenerator random) {
        double west = ring.stream().mapToDouble(Place::longitude).min().orElseThrow();
        double east = ring.stream().mapToDouble(Place::longitude).max().orElseThrow();
        double south = ring.stream().mapToDouble(Place::latitude).min().orElseThrow();
        double north = ring.stream().mapToDouble(Place::latitude).max().orElseThrow();
        while (true) {
            Place place = rounded(random.nextDouble(west, east), random.nextDouble(south, north));
            double middleLongitude = (west + east) / 2;
            double middleLatitude = (south + north) / 2;
            Place outwards = new Place(
                    place.longitude() + (place.longitude() - middleLongitude) * INSET,
                    place.latitude() + (place.latitude() - middleLatitude) * INSET);
            if (contains(place) && contains(outwards)) {
                return place;
            }
        }
    }

    /** Even-odd rule. */
    public boolean contains(Place place) {
        boolean inside = false;
        for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            Place a = ring.get(i);
            Place b = ring.get(j);
            boolean crosses = a.latitude() > place.latitude() != b.latitude() > place.latitude();
            if (crosses
                    && place.longitude()
                            < (b.longitude() - a.longitude())
                                            * (place.latitude() - a.latitude())
                                            / (b.latitude() - a.latitude())
                                    + a.longitude()) {
                inside = !inside;
            }
        }
        return inside;
    }

    private static Place rounded(double longitude, double latitude) {
        return new Place(Math.round(longitude * 1e6) / 1e6, Math.round(latitude * 1e6) / 1e6);
    }
}
