package org.whistle.gateway.routes;

import java.util.Locale;

/** The desks behind the gateway; each answers under {@code /api/<path>/}. */
enum WhistleService {
    INTAKE,
    DISPATCH,
    DEPARTMENT,
    AUDIT;

    /** The segment of the path, the property and the breaker. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name callers read when it does not answer. */
    String displayName() {
        return path() + "-service";
    }
}
