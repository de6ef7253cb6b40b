package org.whistle.audit.metrics;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** Codes with the names the reference data in force has for them. */
@Component
class Headings {

    private static final int COUNTY_DIGITS = Level.COUNTY.digits();

    private final ReferenceData reference;

    Headings(ReferenceData reference) {
        this.reference = reference;
    }

    /** A unit or category of a county. */
    IndicatorMatrix.Heading of(Level level, String county, String code) {
        return inForce(county)
                .flatMap(known -> level == Level.UNIT ? unit(known, code) : category(known, code))
                .orElseGet(() -> new IndicatorMatrix.Heading(county, code, null, null));
    }

    /** Every territory of a level within some areas, and those old ones that were seen. */
    List<IndicatorMatrix.Heading> ofTerritories(Level level, List<String> areas, Collection<String> seen) {
        TreeSet<String> codes = new TreeSet<>(seen);
        reference.all().stream()
                .flatMap(county -> (level == Level.GRID ? county.grids() : county.jurisdictions()).keySet().stream())
                .filter(code -> code.length() == level.digits())
                .filter(code -> areas.stream().anyMatch(area -> code.startsWith(area) || area.startsWith(code)))
                .forEach(codes::add);
        return codes.stream().map(this::territory).toList();
    }

    private IndicatorMatrix.Heading territory(String code) {
        String county = code.substring(0, COUNTY_DIGITS);
        return inForce(county)
                .flatMap(known -> named(known, code))
                .orElseGet(() -> new IndicatorMatrix.Heading(county, code, null, null));
    }

    private Optional<Reference> inForce(String county) {
        return reference.all().stream()
                .filter(known -> known.county().code().equals(county))
                .findFirst();
    }

    private static Optional<IndicatorMatrix.Heading> unit(Reference known, String code) {
        Reference.@Nullable Unit unit = known.units().get(code);
        if (unit != null) {
            return heading(known, code, unit.nameZh(), unit.nameEn());
        }
        return code.startsWith(Reference.STREET_UNIT_PREFIX)
                ? named(known, code.substring(Reference.STREET_UNIT_PREFIX.length()))
                        .map(street ->
                                new IndicatorMatrix.Heading(street.area(), code, street.nameZh(), street.nameEn()))
                : Optional.empty();
    }

    private static Optional<IndicatorMatrix.Heading> category(Reference known, String code) {
        return known.conditionsOf(code).stream()
                .findFirst()
                .flatMap(condition -> heading(known, code, condition.nameZh(), condition.nameEn()));
    }

    private static Optional<IndicatorMatrix.Heading> named(Reference known, String code) {
        Reference.@Nullable Grid grid = known.grids().get(code);
        Reference.@Nullable Jurisdiction territory = known.jurisdictions().get(code);
        if (grid != null) {
            return heading(known, code, grid.nameZh(), grid.nameEn());
        }
        return territory == null ? Optional.empty() : heading(known, code, territory.nameZh(), territory.nameEn());
    }

    private static Optional<IndicatorMatrix.Heading> heading(Reference known, String code, String zh, String en) {
        return Optional.of(new IndicatorMatrix.Heading(known.county().code(), code, zh, en));
    }
}
