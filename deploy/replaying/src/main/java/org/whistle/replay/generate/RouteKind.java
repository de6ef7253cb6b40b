package org.whistle.replay.generate;

/** The kinds of route through the loop, with how often each is drawn. */
enum RouteKind {
    COUNTY(56),
    COMMUNITY(15),
    STREET(8),
    RETURNED(4),
    CHECK_FAILED(4),
    VETOED(2),
    REOPENED(2),
    NOT_FOUND(4),
    OUT_OF_SCOPE(1),
    MERGED(4);

    private final int weight;

    RouteKind(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }

    /** Whether the county handles it; urgent cases go there by rule. */
    boolean ofTheCounty() {
        return switch (this) {
            case COUNTY, RETURNED, CHECK_FAILED, VETOED, REOPENED -> true;
            case COMMUNITY, STREET, NOT_FOUND, OUT_OF_SCOPE, MERGED -> false;
        };
    }
}
