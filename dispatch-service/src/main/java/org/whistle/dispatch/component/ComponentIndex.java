package org.whistle.dispatch.component;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.whistle.events.Position;
import org.whistle.kit.reference.ReferenceStore;

/** The components in force, in memory; read when first asked for and again when a pack takes effect. */
@Component
public class ComponentIndex {

    private final ReferenceStore store;
    private final Map<String, Built> byCounty = new ConcurrentHashMap<>();

    ComponentIndex(ReferenceStore store) {
        this.store = store;
    }

    /**
     * The nearest component of a category.
     *
     * @param version the county's reference data in force
     * @param metres at most so far away
     */
    public Optional<NearComponent> nearest(
            ReferenceStore.Version version, Position position, String category, double metres) {
        Built built = byCounty.compute(
                version.county(),
                (_, known) -> known != null && known.version() == version.version() ? known : build(version));
        return built.map().nearest(position, category, metres);
    }

    private Built build(ReferenceStore.Version version) {
        return new Built(
                version.version(),
                new ComponentMap(store.records(version, "components").stream()
                        .map(ComponentIndex::component)
                        .toList()));
    }

    private static RegisteredComponent component(ReferenceStore.Row row) {
        return new RegisteredComponent(
                row.code(),
                String.valueOf(row.fields().get("category")),
                String.valueOf(row.fields().get("owner")),
                new Position(degrees(row, "longitude"), degrees(row, "latitude")));
    }

    private static double degrees(ReferenceStore.Row row, String field) {
        return row.fields().get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private record Built(long version, ComponentMap map) {}
}
