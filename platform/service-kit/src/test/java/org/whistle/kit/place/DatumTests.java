package org.whistle.kit.place;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.whistle.events.Position;

class DatumTests {

    private static final double METRES = 1e-7;

    @Test
    void whatTheMapsShiftedComesBackToItsPlace() {
        for (double longitude = 73.6; longitude < 135; longitude += 0.83) {
            for (double latitude = 18.2; latitude < 53.5; latitude += 0.71) {
                Position place = new Position(longitude, latitude);
                double[] gcj = Datum.toGcj(new double[] {longitude, latitude});
                double[] bd = Datum.toBd(gcj);

                assertThat(Datum.GCJ02.toWgs84(gcj[0], gcj[1]).distanceTo(place))
                        .isLessThanOrEqualTo(METRES);
                assertThat(Datum.BD09.toWgs84(bd[0], bd[1]).distanceTo(place)).isLessThanOrEqualTo(METRES);
            }
        }
    }
}
