package org.whistle.audit.metrics;

import java.util.Optional;

/**
 * The levels that numbers are computed for. Codes of units, categories and workers are only unique in their area, so their
 * tallies are kept under {@code area/code}.
 */
public enum Level {
    /** 县 */
    COUNTY(6),
    /** 街道 */
    STREET(9),
    /** 社区 */
    COMMUNITY(12),
    /** 网格 */
    GRID(15),
    /** 责任单位, within a county */
    UNIT(6),
    /** 类别, within a county */
    CATEGORY(6),
    /** 网格员, within a community */
    WORKER(12);

    static final char SEPARATOR = '/';

    private final int digits;

    Level(int digits) {
        this.digits = digits;
    }

    /** How many digits its area's code has. */
    public int digits() {
        return digits;
    }

    /** Whether it is a territory, identified by its code alone. */
    public boolean territorial() {
        return switch (this) {
            case COUNTY, STREET, COMMUNITY, GRID -> true;
            case UNIT, CATEGORY, WORKER -> false;
        };
    }

    /** Under which code a fact is tallied here; empty where it does not count. */
    Optional<String> keyOf(Fact fact) {
        return switch (this) {
            case COUNTY, STREET, COMMUNITY, GRID ->
                fact.unitOnly() || fact.territory().length() < digits
                        ? Optional.empty()
                        : Optional.of(fact.territory().substring(0, digits));
            case UNIT -> Optional.ofNullable(fact.unit()).map(unit -> within(fact, unit));
            case CATEGORY ->
                fact.unitOnly() || fact.category().isEmpty()
                        ? Optional.empty()
                        : Optional.of(within(fact, fact.category()));
            case WORKER -> Optional.ofNullable(fact.worker()).map(worker -> within(fact, worker));
        };
    }

    /** The area of a key, or the code of a territory. */
    static String areaOf(String key) {
        int end = key.indexOf(SEPARATOR);
        return end < 0 ? key : key.substring(0, end);
    }

    /** What people call it: the code without its area. */
    static String nameOf(String key) {
        return key.substring(key.indexOf(SEPARATOR) + 1);
    }

    private String within(Fact fact, String code) {
        String territory = fact.territory();
        return territory.substring(0, Math.min(digits, territory.length())) + SEPARATOR + code;
    }
}
