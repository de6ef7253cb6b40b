package org.whistle.intake.organisation.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.intake.organisation.GridIndex;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.place.LonLat;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** Grids: which one contains a point, and all of the caller's as GeoJSON. */
@RestController
@RequestMapping("/api/intake")
class GridController {

    private final GridIndex grids;
    private final ReferenceData reference;

    GridController(GridIndex grids, ReferenceData reference) {
        this.grids = grids;
        this.reference = reference;
    }

    @GetMapping("/grids")
    List<GridName> containing(@RequestParam String contains) {
        return grids.find(LonLat.of("/contains", contains))
                .map(grid -> List.of(new GridName(grid.code(), grid.nameZh(), grid.nameEn())))
                .orElse(List.of());
    }

    @GetMapping(path = "/grids.geojson", produces = "application/geo+json")
    Map<String, Object> all(Caller caller) {
        List<Map<String, Object>> features = reference.all().stream()
                .flatMap(county -> new TreeMap<>(county.grids()).values().stream())
                .filter(grid -> caller.grants().stream()
                        .flatMap(grant -> grant.scopes().stream())
                        .anyMatch(scope -> grid.code().startsWith(scope) || scope.startsWith(grid.code())))
                .map(GridController::feature)
                .toList();
        return Map.of("type", "FeatureCollection", "features", features);
    }

    /** A grid without its shape. */
    record GridName(String code, String nameZh, String nameEn) {}

    private static Map<String, Object> feature(Reference.Grid grid) {
        return Map.of(
                "type", "Feature",
                "properties", Map.of("code", grid.code(), "nameZh", grid.nameZh(), "nameEn", grid.nameEn()),
                "geometry", Map.of("type", "Polygon", "coordinates", grid.polygon()));
    }
}
