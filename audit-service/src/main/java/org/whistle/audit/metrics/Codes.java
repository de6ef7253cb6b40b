package org.whistle.audit.metrics;

import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** Checks that codes exist and fit their level. */
@Component
class Codes {

    private static final Pattern TERRITORY = Pattern.compile("\\d{6}(\\d{3}){0,3}");

    private final ReferenceData reference;

    Codes(ReferenceData reference) {
        this.reference = reference;
    }

    /** The zone whose days count in an area. */
    ZoneId zoneOf(Selection selection) {
        return reference.timeOf(selection.areas().getFirst()).calendar().zone();
    }

    /**
     * Checks code and area of a level.
     *
     * @param finest how many digits the area may have
     * @throws RefusedException 422 naming the field for a code that is finer than the level, or none at all
     */
    void require(Level level, @Nullable String code, @Nullable String area, int finest) {
        if (code != null) {
            switch (level) {
                case COUNTY, STREET, COMMUNITY, GRID -> territory("/code", code, level.digits());
                case UNIT -> {
                    if (reference.all().stream().noneMatch(county -> knowsUnit(county, code))) {
                        throw RefusedException.field("/code", "UNKNOWN_UNIT");
                    }
                }
                case CATEGORY -> {
                    if (reference.all().stream()
                            .allMatch(county -> county.conditionsOf(code).isEmpty())) {
                        throw RefusedException.field("/code", "UNKNOWN_CATEGORY");
                    }
                }
                case WORKER -> {}
            }
        }
        if (area != null) {
            territory("/area", area, finest);
        }
    }

    private void territory(String pointer, String code, int digits) {
        if (!TERRITORY.matcher(code).matches() || code.length() > digits) {
            throw RefusedException.field(pointer, "NOT_OF_THE_LEVEL");
        }
        if (reference.all().stream().noneMatch(county -> knows(county, code))) {
            throw RefusedException.field(pointer, "UNKNOWN_JURISDICTION");
        }
    }

    /** A code that a split street gave up is still the one of its closed cases. */
    private static boolean knows(Reference county, String code) {
        return county.county().code().equals(code)
                || county.jurisdictions().containsKey(code)
                || county.grids().containsKey(code)
                || county.moves().values().stream().anyMatch(move -> code.startsWith(move.code()));
    }

    private static boolean knowsUnit(Reference county, String unit) {
        return county.units().containsKey(unit)
                || (unit.startsWith(Reference.STREET_UNIT_PREFIX)
                        && county.jurisdictions().containsKey(unit.substring(Reference.STREET_UNIT_PREFIX.length())));
    }
}
