package org.whistle.kit.place;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;

/** A position in the datum its client works in; WGS 84 where it says nothing. */
public record DeclaredPosition(
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
        @Nullable Datum datum) {

    /** The same point in WGS 84. */
    public Position toWgs84() {
        return (datum == null ? Datum.WGS84 : datum).toWgs84(longitude, latitude);
    }
}
