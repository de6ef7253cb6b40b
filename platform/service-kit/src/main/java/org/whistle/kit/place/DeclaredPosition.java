package org.whistle.kit.place;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;
import org.whistle.kit.problem.RefusedException;

/** A position in the datum its client works in; WGS 84 by default. */
public record DeclaredPosition(
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
        @Nullable Datum datum) {

    /** Nearer to 0, 0 than that no county lies, but devices that know no position write it. */
    private static final double NOWHERE = 0.001;

    /** Whether it is one at all. */
    public boolean known() {
        return Math.abs(longitude) > NOWHERE || Math.abs(latitude) > NOWHERE;
    }

    /**
     * The same point in WGS 84.
     *
     * @throws RefusedException 422 where the datum's correction leads off the globe, and for 0, 0
     */
    public Position toWgs84() {
        if (!known()) {
            throw RefusedException.field("/position", "NO_POSITION");
        }
        try {
            return (datum == null ? Datum.WGS84 : datum).toWgs84(longitude, latitude);
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("/position", "OUT_OF_RANGE");
        }
    }
}
