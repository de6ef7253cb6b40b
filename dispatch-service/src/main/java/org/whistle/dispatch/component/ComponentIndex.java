package org.whistle.dispatch.component;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.events.Position;
import org.whistle.kit.reference.ReferenceStore;

/** The components in force, in memory; read when first asked for and again when a pack takes effect. */
@Component
public class ComponentIndex {

    /** A component farther away is probably not the one reported. */
    private static final double METRES = 20;

    private final ReferenceStore store;
    private final Map<String, Built> byCounty = new ConcurrentHashMap<>();

    ComponentIndex(ReferenceStore store) {
        this.store = store;
    }

    /**
     * The nearest component of a category within 20 m; empty also for a case without a position.
     *
     * @param version the county's reference data in force
     */
    public Optional<NearComponent> at(ReferenceStore.Version version, @Nullable Position position, String category) {
        if (position == null) {
            return Optional.empty();
        }
        Built built = byCounty.compute(
                version.county(),
                (_, known) -> known != null && known.version() == version.version() ? known : build(version));
        return built.map().nearest(position, category, METRES);
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
