package org.whistle.intake.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

class PictureFileTests {

    private static final String LOSSLESS_WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";
    private static final String TRANSPARENT_WEBP =
            "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0BKgEAAQAAAP4AAA3AAP7mtQAAAA==";

    @Test
    void aThinPictureOfFiftyMillionPixelsIsRefusedUndecoded() {
        assertThat(TestFiles.thin()).hasSize(70);
        refused(TestFiles.thin(), "TOO_MANY_PIXELS");
    }

    @ParameterizedTest
    @CsvSource({"4000, 3000, 1", "8000, 6000, 2", "12000, 9000, 3", "16320, 12240, 4", "20000, 12500, 4"})
    void phonePicturesAreReadSmallerSoThatTheyFit(int width, int height, int step) {
        PictureFile file = PictureFile.of(TestFiles.frame(0xc0, width, height, 3, 3));

        assertThat(file.step(PictureTests.LIMITS)).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "8, 0", "8, 3", "16, 0", "8, 2", "16, 6"})
    void everyPixelCountsWithTheCopyThatIsScaledDown(int depth, int colour) {
        PictureFile file = PictureFile.of(TestFiles.pngHeader(9_000, 3_700, depth, colour));

        assertThat(file.step(PictureTests.LIMITS)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"20001, 1", "1, 20001", "65535, 65535"})
    void aSideOverTheLimitIsRefused(int width, int height) {
        refused(TestFiles.frame(0xc0, width, height, 3, 3), "TOO_MANY_PIXELS");
    }

    /** Files of one or two megabytes that take minutes. */
    @Test
    void aPictureThatIsMuchWorkIsRefused() {
        refused(TestFiles.frame(0xc0, 20_000, 12_501, 3, 3), "TOO_MANY_PIXELS");
        refused(TestFiles.pngHeader(20_000, 12_501, 1, 0), "TOO_MANY_PIXELS");
        refused(TestFiles.pngHeader(12_000, 11_200, 8, 2), "TOO_MANY_PIXELS");
        assertThat(PictureFile.of(TestFiles.pngHeader(12_000, 11_000, 8, 2)).step(PictureTests.LIMITS))
                .isEqualTo(3);
    }

    @Test
    void aPictureOfMoreScansThanAnyEncoderMakesIsRefused() {
        byte[] first = TestFiles.frame(0xc2, 640, 480, 3, 3);
        byte[] scan = TestFiles.join(
                TestFiles.latin("\u00ff\0data\u00ff\u00d0"), TestFiles.segment(0xda, new byte[] {1, 1, 0, 0, 0, 0}));
        byte[] end = TestFiles.latin("\u00ff\u00d9");
        byte[] most = TestFiles.join(first, repeated(scan, 63), end);

        assertThat(PictureFile.of(TestFiles.join(most, repeated(scan, 100))).width())
                .as("what follows the end is not decoded")
                .isEqualTo(640);
        refused(TestFiles.join(first, repeated(scan, 64), end), "NOT_A_PHOTO");
    }

    private static byte[] repeated(byte[] part, int times) {
        return TestFiles.join(Collections.nCopies(times, part).toArray(byte[][]::new));
    }

    @ParameterizedTest
    @CsvSource({"0xc2, 3", "0xc0, 1"})
    void aPictureInSeveralScansCountsWhole(int marker, int inScan) {
        PictureFile small = PictureFile.of(TestFiles.frame(marker, 4_000, 3_000, 3, inScan));

        assertThat(small.fixed()).isBetween(36_000_000L, 37_000_000L);
        refused(TestFiles.frame(marker, 8_000, 6_000, 3, inScan), "TOO_MANY_PIXELS");
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 1", "2, 8, 3", "6, 8, 4", "6, 16, 8", "4, 16, 4", "3, 8, 1"})
    void aPixelOfAPngCostsWhatItsHeaderSays(int colour, int depth, int bytes) {
        assertThat(PictureFile.of(TestFiles.pngHeader(10, 10, depth, colour)).perPixel())
                .isEqualTo(bytes);
    }

    @Test
    void nothingOfAPngButThePictureIsHandedToTheDecoder() {
        byte[] png = TestFiles.withChunks(
                TestFiles.png(TestFiles.halves(8, 8)),
                TestFiles.chunk("zTXt", new byte[1_000]),
                TestFiles.chunk("iTXt", new byte[1_000]),
                TestFiles.chunk("iCCP", new byte[1_000]),
                TestFiles.chunk("eXIf", TestFiles.exif(6, "", new byte[0], new byte[0])));

        PictureFile file = PictureFile.of(png);

        assertThat(file.bytes()).isEqualTo(TestFiles.png(TestFiles.halves(8, 8)));
        assertThat(new Exif(file.exif()).orientation()).isEqualTo(6);
    }

    @Test
    void nothingOfAJpegButThePictureIsHandedToTheDecoder() {
        byte[] plain = TestFiles.jpeg(8, 8);
        byte[] jpeg = TestFiles.withSegments(
                plain,
                TestFiles.segment(0xe2, TestFiles.latin("ICC_PROFILE\0\1\2broken")),
                TestFiles.segment(0xe2, TestFiles.latin("MPF\0")),
                TestFiles.segment(0xe1, TestFiles.latin("http://ns.adobe.com/xap/1.0/\0<x/>")),
                TestFiles.segment(0xfe, TestFiles.latin("comment")),
                TestFiles.exifSegment(TestFiles.exif(3, "", new byte[0], new byte[0])));

        PictureFile file = PictureFile.of(jpeg);

        assertThat(file.bytes()).isEqualTo(plain);
        assertThat(new Exif(file.exif()).orientation()).isEqualTo(3);
    }

    @Test
    void theExifOfAWebpIsFound() {
        byte[] webp = TestFiles.join(
                Base64.getDecoder().decode(PictureTests.WEBP),
                TestFiles.latin("EXIF"),
                new byte[] {38 + 12 + 12 + 4 + 4, 0, 0, 0},
                Arrays.copyOf(TestFiles.exif(8, "", new byte[0], new byte[0]), 70));

        assertThat(new Exif(PictureFile.of(webp).exif()).orientation()).isEqualTo(8);
    }

    @Test
    void whatCannotBeDecodedWithinBoundsIsRefusedByItsName() {
        refused(TestFiles.frame(0xc3, 8, 8, 3, 3), "UNSUPPORTED_PICTURE");
        refused(Base64.getDecoder().decode(LOSSLESS_WEBP), "UNSUPPORTED_PICTURE");
        refused(Base64.getDecoder().decode(TRANSPARENT_WEBP), "UNSUPPORTED_PICTURE");
        refused(TestFiles.heic(), "HEIC_NOT_READABLE");
        refused("GIF89a".getBytes(StandardCharsets.ISO_8859_1), "NOT_A_PHOTO");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFileThatIsCutOffAnywhereIsRefusedAndNothingElse(int which) {
        byte[] whole = List.of(
                        TestFiles.badPosition(),
                        TestFiles.png(TestFiles.halves(8, 8)),
                        Base64.getDecoder().decode(PictureTests.WEBP))
                .get(which);
        for (int length = 0; length < Math.min(whole.length, 700); length++) {
            try {
                Picture.decode(Arrays.copyOf(whole, length), PictureTests.LIMITS);
            } catch (RefusedException e) {
                assertThat(e.refusal()).isInstanceOf(Refusal.Unprocessable.class);
            }
        }
    }

    private static void refused(byte[] bytes, String code) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> PictureFile.of(bytes).step(PictureTests.LIMITS))
                .satisfies(e -> assertThat(e.refusal())
                        .isEqualTo(new Refusal.Unprocessable(List.of(new Refusal.FieldError("/file", code)))));
    }
}
