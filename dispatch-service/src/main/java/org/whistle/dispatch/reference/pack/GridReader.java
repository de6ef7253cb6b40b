package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Polygon;
import org.whistle.dispatch.reference.pack.FeatureFile.Feature;
import org.whistle.dispatch.reference.pack.Pack.Grid;
import org.whistle.dispatch.reference.pack.Pack.Point;
import tools.jackson.databind.JsonNode;

/** Reads {@code grids.geojson}: valid polygons in known communities that do not overlap. */
final class GridReader {

    private static final Set<String> PROPERTIES = Set.of("code", "nameZh", "nameEn");

    private final CodeSet areas;
    private final Problems problems;
    private final Set<String> codes = new HashSet<>();
    private final List<Grid> grids = new ArrayList<>();
    private final List<Polygon> shapes = new ArrayList<>();
    private final GridOverlaps overlaps;

    private GridReader(CodeSet areas, Problems problems) {
        this.areas = areas;
        this.problems = problems;
        this.overlaps = new GridOverlaps(problems);
    }

    static GridReading read(PackSources sources, CodeSet areas, Problems problems) {
        List<Feature> features = sources.text(PackFile.GRIDS)
                .flatMap(text -> FeatureFile.read(PackFile.GRIDS, text, problems))
                .orElse(null);
        if (features == null) {
            return new GridReading(List.of(), GridArea.of(List.of(), false), new CodeSet(Set.of(), false));
        }
        GridReader reader = new GridReader(areas, problems);
        features.forEach(reader::feature);
        if (features.isEmpty()) {
            problems.add(PackFile.GRIDS, 1, "no grid");
        }
        reader.overlaps.report();
        return new GridReading(
                reader.grids,
                GridArea.of(reader.shapes, reader.shapes.size() == features.size()),
                new CodeSet(reader.codes, true));
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
        String code = code(feature, properties.path("code"));
        String nameZh = name(feature, properties, "nameZh");
        String nameEn = name(feature, properties, "nameEn");
        List<List<Point>> rings = Rings.read(feature, problems);
        Polygon polygon = rings == null ? null : Rings.polygon(feature, rings, problems);
        if (polygon != null) {
            shapes.add(polygon);
        }
        if (rings == null || polygon == null || code == null) {
            return;
        }
        overlaps.add(feature.line(), code, polygon);
        if (nameZh != null && nameEn != null) {
            grids.add(new Grid(code, nameZh, nameEn, rings));
        }
    }

    private @Nullable String code(Feature feature, JsonNode value) {
        String code = value.isString() ? value.stringValue() : "";
        if (!code.matches("\\d{15}")) {
            problem(feature, "code: " + value + " (expected: a text of 15 digits)");
            return null;
        }
        if (!codes.add(code)) {
            problem(feature, "code: " + code + " appears twice");
        }
        if (areas.lacks(code.substring(0, 12))) {
            problem(feature, "code: " + code + " has no community " + code.substring(0, 12) + " in organisation.csv");
        }
        return code;
    }

    private @Nullable String name(Feature feature, JsonNode properties, String name) {
        String value = properties.path(name).asString("");
        if (value.isBlank()) {
            problem(feature, name + " is empty");
            return null;
        }
        return value;
    }

    private void problem(Feature feature, String message) {
        problems.add(PackFile.GRIDS, feature.line(), message);
    }
}
