package org.whistle.kit.place;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;
import org.whistle.kit.problem.RefusedException;

/** A position in the datum its client works in; WGS 84 where it says nothing. */
public record DeclaredPosition(
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
        @Nullable Datum datum) {

    /**
     * The same point in WGS 84.
     *
     * @throws RefusedException 422 where the datum's correction leads off the globe
     */
    public Position toWgs84() {
        try {
            return (datum == null ? Datum.WGS84 : datum).toWgs84(longitude, latitude);
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("/position", "OUT_OF_RANGE");
        }
    }
}
