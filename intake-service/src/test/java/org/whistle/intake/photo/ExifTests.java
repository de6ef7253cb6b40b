package org.whistle.intake.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whistle.events.Position;

class ExifTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String TAKEN = "2026:11:20 08:30:00";

    @Test
    void timeAndPlaceAreRead() {
        Exif exif =
                new Exif(TestFiles.exif(6, TAKEN, TestFiles.rationals(26, 30, 36), TestFiles.rationals(119, 45, 0)));

        assertThat(exif.orientation()).isEqualTo(6);
        assertThat(exif.taken(SHANGHAI)).contains(Instant.parse("2026-11-20T00:30:00Z"));
        assertThat(exif.position()).contains(new Position(119.75, 26.51));
    }

    @ParameterizedTest
    @CsvSource({"200, 0, 119", "90, 30, 119", "26, 0, 999", "0, 0, 0"})
    void aPlaceNotOnEarthIsNoneAndCostsTheTimeNothing(int latitude, int minutes, int longitude) {
        Exif exif = new Exif(TestFiles.exif(
                1, TAKEN, TestFiles.rationals(latitude, minutes, 0), TestFiles.rationals(longitude, 0, 0)));

        assertThat(exif.position()).isEmpty();
        assertThat(exif.taken(SHANGHAI)).isPresent();
    }

    @Test
    void secondsOverZeroAreNoPlaceAndZeroOverZeroIsNone() {
        byte[] latitude = TestFiles.rationals(26, 30, 1);
        ByteBuffer.wrap(latitude).order(ByteOrder.LITTLE_ENDIAN).putInt(20, 0);
        assertThat(new Exif(TestFiles.exif(1, TAKEN, latitude, TestFiles.rationals(119, 0, 0))).position())
                .isEmpty();

        ByteBuffer.wrap(latitude).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 0);
        assertThat(new Exif(TestFiles.exif(1, TAKEN, latitude, TestFiles.rationals(119, 0, 0))).position())
                .contains(new Position(119, 26.5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0000:00:00 00:00:00", "2026:13:40 08:30:00", "yesterday           ", "0800:11:20 08:30:00"})
    void aTimeThatIsNoneCostsThePlaceNothing(String taken) {
        Exif exif = new Exif(TestFiles.exif(1, taken, TestFiles.rationals(26, 0, 0), TestFiles.rationals(119, 0, 0)));

        assertThat(exif.taken(SHANGHAI)).isEmpty();
        assertThat(exif.position()).isPresent();
    }

    @Test
    void aBlockThatIsCutOffOrNonsenseSaysNothingAndNeverFails() {
        byte[] whole = TestFiles.exif(6, TAKEN, TestFiles.rationals(26, 0, 0), TestFiles.rationals(119, 0, 0));
        for (int i = 0; i < whole.length; i++) {
            byte[] cut = Arrays.copyOf(whole, i);
            byte[] odd = whole.clone();
            odd[i] = (byte) 0xff;
            assertThatCode(() -> readAll(new Exif(cut))).doesNotThrowAnyException();
            assertThatCode(() -> readAll(new Exif(odd))).doesNotThrowAnyException();
        }
        assertThat(new Exif(null).orientation()).isEqualTo(1);
        assertThat(new Exif(Arrays.copyOf(whole, 30)).position()).isEmpty();
    }

    private static void readAll(Exif exif) {
        assertThat(exif.orientation()).isBetween(1, 8);
        exif.taken(SHANGHAI);
        exif.position();
    }
}
