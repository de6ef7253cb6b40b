package org.whistle.kit.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.kit.problem.RefusedException;

class DeclaredPositionTests {

    @ParameterizedTest
    @CsvSource({"-180, -90, BD09", "180, 90, GCJ02", "0, 0, WGS84", "0, 0, GCJ02", "0.0001, -0.0001,"})
    void whatIsNowhereIsRefused(double longitude, double latitude, @Nullable Datum datum) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new DeclaredPosition(longitude, latitude, datum).toWgs84())
                .satisfies(e -> assertThat(e.refusal().status()).isEqualTo(422));
    }
}
