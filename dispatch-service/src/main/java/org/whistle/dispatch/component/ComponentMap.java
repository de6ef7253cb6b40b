package org.whistle.dispatch.component;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.whistle.events.Position;

/** Components by their place. */
final class ComponentMap {

    /** A little less than there are, so that a box is never too small. */
    private static final double METRES_PER_DEGREE = 111_000;

    private final STRtree tree = new STRtree();

    ComponentMap(Collection<RegisteredComponent> components) {
        components.forEach(component -> tree.insert(
                new Envelope(new Coordinate(
                        component.position().longitude(), component.position().latitude())),
                component));
        tree.build();
    }

    /** The nearest of a category within so many metres; of two at the same distance the one with the lower id. */
    Optional<NearComponent> nearest(Position position, String category, double metres) {
        Envelope box = new Envelope(new Coordinate(position.longitude(), position.latitude()));
        double latitudes = metres / METRES_PER_DEGREE;
        box.expandBy(latitudes / Math.max(0.01, Math.cos(Math.toRadians(position.latitude()))), latitudes);
        List<?> found = tree.query(box);
        return found.stream()
                .map(RegisteredComponent.class::cast)
                .filter(component -> component.category().equals(category))
                .map(component ->
                        new NearComponent(component, component.position().distanceTo(position)))
                .filter(near -> near.metres() <= metres)
                .min(Comparator.comparing(NearComponent::metres)
                        .thenComparing(near -> near.component().id()));
    }
}
