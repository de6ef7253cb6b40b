package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.reference.pack.FeatureFile.Feature;
import org.whistle.dispatch.reference.pack.Pack.Point;
import tools.jackson.databind.JsonNode;

/** Reads {@code components.geojson}: points inside the grids, each with a known category and owner. */
final class ComponentReader {

    private static final Set<String> PROPERTIES = Set.of("id", "category", "owner", "nameZh", "nameEn");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final CodeSet units;
    private final CodeSet categories;
    private final GridArea area;
    private final Problems problems;
    private final Set<String> ids = new HashSet<>();
    private final List<Component> components = new ArrayList<>();

    private ComponentReader(CodeSet units, CodeSet categories, GridArea area, Problems problems) {
        this.units = units;
        this.categories = categories;
        this.area = area;
        this.problems = problems;
    }

    static List<Component> read(
            PackSources sources, CodeSet units, CodeSet categories, GridReading grids, Problems problems) {
        List<Feature> features = sources.text(PackFile.COMPONENTS)
                .flatMap(text -> FeatureFile.read(PackFile.COMPONENTS, text, problems))
                .orElse(List.of());
        ComponentReader reader = new ComponentReader(units, categories, grids.area(), problems);
        features.forEach(reader::feature);
        return reader.components;
    }

    private void feature(Feature feature) {
        JsonNode properties = feature.node().path("properties");
        if (!feature.node().path("type").asString("").equals("Feature") || !properties.isObject()) {
            problem(feature, "not a GeoJSON Feature with properties");
            return;
        }
        properties.propertyNames().stream()
                .filter(name -> !PROPERTIES.contains(name))
                .forEach(name -> problem(feature, "unknown property '" + name + "'"));
        String id = id(feature, properties.path("id"));
        String category = known(feature, properties, "category", categories, "categories.csv");
        String owner = known(feature, properties, "owner", units, "units.csv");
        Point position = position(feature);
        if (id != null && category != null && owner != null && position != null) {
            components.add(new Component(
                    id, category, owner, position, name(properties, "nameZh"), name(properties, "nameEn")));
        }
    }

    private @Nullable String id(Feature feature, JsonNode value) {
        String id = value.isString() ? value.stringValue() : "";
        if (!ID.matcher(id).matches()) {
            problem(feature, "id: " + value + " (expected: a text like " + ID + ")");
            return null;
        }
        if (!ids.add(id)) {
            problem(feature, "id: " + id + " appears twice");
        }
        return id;
    }

    private @Nullable String known(Feature feature, JsonNode properties, String property, CodeSet codes, String file) {
        JsonNode value = properties.path(property);
        String code = value.isString() ? value.stringValue() : "";
        boolean street = codes == units && code.equals(UnitReader.STREET_OF_GRID);
        if (code.isEmpty() || (codes.lacks(code) && !street)) {
            problem(feature, property + ": " + value + " is not in " + file);
            return null;
        }
        return code;
    }

    private @Nullable Point position(Feature feature) {
        JsonNode geometry = feature.node().path("geometry");
        Point point =
                geometry.path("type").asString("").equals("Point") ? Rings.point(geometry.path("coordinates")) : null;
        if (point == null) {
            problem(feature, "geometry: (expected: a Point [longitude, latitude] in degrees)");
            return null;
        }
        if (area.lacks(point)) {
            problem(
                    feature,
                    "position: " + point.longitude() + "," + point.latitude() + " is in no grid of the county");
        }
        return point;
    }

    private static @Nullable String name(JsonNode properties, String property) {
        String name = properties.path(property).asString("");
        return name.isBlank() ? null : name;
    }

    private void problem(Feature feature, String message) {
        problems.add(PackFile.COMPONENTS, feature.line(), "feature " + feature.number() + ": " + message);
    }
}
