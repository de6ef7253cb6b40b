package org.whistle.intake.photo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class PictureTests {

    static final PhotoProperties LIMITS = limits(64);

    /** One lossy pixel. */
    static final String WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

    @Test
    void aPictureOfFortyEightMegapixelsIsDecodedWithinItsBudget() throws IOException {
        PictureFile file = PictureFile.of(TestFiles.jpeg(TestFiles.endless(8_000, 6_000)));

        BufferedImage decoded = Picture.decoded(file, file.step(LIMITS));

        DataBuffer buffer = decoded.getRaster().getDataBuffer();
        assertThat((long) buffer.getSize() * DataBuffer.getDataTypeSize(buffer.getDataType()) / 8)
                .isBetween(1L, LIMITS.memory().toBytes());
        assertThat(Math.max(decoded.getWidth(), decoded.getHeight())).isGreaterThan(2_560);
    }

    /** Of 9 000 by 880 pixels a byte each would fit, but not the copy that is scaled down; 5 800 by 360 fit with it. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR
            })
    void whatAPictureTakesIsWithinTwiceTheBudgetWhateverItsPixelsAre(int type) {
        takenWithinBudget(TestFiles.png(new BufferedImage(9_000, 880, type)));
        takenWithinBudget(TestFiles.png(new BufferedImage(5_800, 360, type)));
    }

    @Test
    void whatAJpegTakesIsWithinTwiceTheBudget() {
        takenWithinBudget(TestFiles.jpeg(new BufferedImage(9_000, 880, BufferedImage.TYPE_BYTE_GRAY)));
        takenWithinBudget(TestFiles.jpeg(new BufferedImage(5_800, 360, BufferedImage.TYPE_BYTE_GRAY)));
        takenWithinBudget(TestFiles.progressive(5_800, 360));
    }

    /** By all bytes that the thread allocates: decoded, the copy, and as much again for the result and what is small. */
    private static void takenWithinBudget(byte[] file) {
        PhotoProperties limits = limits(8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Picture.decode(TestFiles.png(TestFiles.halves(8, 8)), limits);
        long before = threads.getCurrentThreadAllocatedBytes();

        Picture.decode(file, limits);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .isLessThan(4 * limits.memory().toBytes());
    }

    @Test
    void aProgressiveOneAndAWebpAreTaken() throws IOException {
        assertThat(kept(TestFiles.progressive(640, 480)).getWidth()).isEqualTo(640);
        assertThat(kept(Base64.getDecoder().decode(WEBP)).getWidth()).isEqualTo(1);
    }

    @Test
    void fourInksAreShownInTheirColours() throws IOException {
        alike(kept(TestFiles.fourInks(0, 255, 255, 255, 255)), 30, 24, Color.WHITE);
        alike(kept(TestFiles.fourInks(0, 255, 0, 0, 255)), 30, 24, Color.RED);
        alike(kept(TestFiles.fourInks(2, 255, 128, 128, 255)), 30, 24, Color.BLACK);
        alike(kept(TestFiles.fourInks(2, 0, 128, 128, 255)), 30, 24, Color.WHITE);
    }

    @Test
    void aBrokenProfileAFilmBehindAndASecondPictureCostNothing() throws IOException {
        byte[] plain = TestFiles.jpeg(64, 48);
        byte[] odd = TestFiles.join(
                TestFiles.withSegments(
                        plain,
                        TestFiles.segment(0xe2, TestFiles.latin("ICC_PROFILE\0\1\2" + "x".repeat(200))),
                        TestFiles.segment(0xe2, TestFiles.latin("MPF\0MM\0*"))),
                TestFiles.jpeg(16, 12),
                TestFiles.latin("\0\0\0\u0018ftypmp42"),
                new byte[5_000]);

        assertThat(Picture.decode(odd, LIMITS).jpeg())
                .isEqualTo(Picture.decode(plain, LIMITS).jpeg());
    }

    @Test
    void exifTurnsThePictureBeforeJfifOrBehindIt() throws IOException {
        byte[] plain = TestFiles.jpeg(64, 48);
        byte[] exif = TestFiles.exifSegment(TestFiles.exif(6, "", new byte[0], new byte[0]));
        byte[] jfif = java.util.Arrays.copyOfRange(plain, 2, 20);
        byte[] rest = java.util.Arrays.copyOfRange(plain, 20, plain.length);

        for (byte[] turned : new byte[][] {
            TestFiles.withSegments(plain, exif), TestFiles.join(new byte[] {(byte) 0xff, (byte) 0xd8}, jfif, exif, rest)
        }) {
            BufferedImage kept = kept(turned);
            assertThat(kept.getWidth()).isEqualTo(48);
            assertThat(kept.getHeight()).isEqualTo(64);
            alike(kept, 24, 8, Color.RED);
            alike(kept, 24, 56, Color.BLUE);
        }
    }

    @Test
    void whatOneSeesThroughIsWhite() throws IOException {
        BufferedImage see = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
        see.setRGB(0, 0, 0xff000000);
        alike(kept(TestFiles.png(see)), 40, 30, Color.WHITE);

        IndexColorModel palette = new IndexColorModel(
                1, 2, new byte[] {0, 0}, new byte[] {0, 0}, new byte[] {0, 0}, new byte[] {(byte) 255, 0});
        BufferedImage indexed = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int i = 0; i < 64 * 48; i++) {
            indexed.getRaster().setSample(i % 64, i / 64, 0, 1);
        }
        alike(kept(TestFiles.png(indexed)), 40, 30, Color.WHITE);
    }

    @Test
    void aHugeSideIsKeptSmallerAndNoSideVanishes() throws IOException {
        BufferedImage kept = kept(TestFiles.jpeg(6_000, 1));
        assertThat(kept.getWidth()).isEqualTo(2_560);
        assertThat(kept.getHeight()).isEqualTo(1);
    }

    @Test
    void theSameSceneLooksAlikeAtAnySize() {
        String hash = hash(scene(1, 640, 480));

        assertThat(hash).hasSize(16);
        assertThat(bitsApart(hash, hash(scene(1, 320, 240)))).isLessThanOrEqualTo(6);
        assertThat(bitsApart(hash, hash(scene(2, 640, 480)))).isGreaterThan(6);
    }

    @Test
    void ofDarkAndFlatPicturesNothingIsSaid() {
        assertThat(Picture.decode(TestFiles.jpeg(night(100, 80)), LIMITS).perceptualHash())
                .isNull();
        assertThat(Picture.decode(TestFiles.jpeg(night(500, 300)), LIMITS).perceptualHash())
                .isNull();
        assertThat(Picture.decode(TestFiles.jpeg(TestFiles.halves(640, 480)), LIMITS)
                        .perceptualHash())
                .isNull();
    }

    private static PhotoProperties limits(int megabytes) {
        return new PhotoProperties(
                Path.of("unused"),
                DataSize.ofMegabytes(megabytes),
                20_000,
                250_000_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofDays(30));
    }

    private static String hash(BufferedImage image) {
        return String.valueOf(Picture.decode(TestFiles.jpeg(image), LIMITS).perceptualHash());
    }

    private static int bitsApart(String one, String other) {
        return Long.bitCount(Long.parseUnsignedLong(one, 16) ^ Long.parseUnsignedLong(other, 16));
    }

    /** Boxes of many shades, the same for a seed at every size. */
    private static BufferedImage scene(long seed, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pencil = image.createGraphics();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            pencil.setColor(new Color(random.nextInt(1 << 24)));
            pencil.fillRect(
                    (int) (random.nextDouble() * width), (int) (random.nextDouble() * height), width / 6, height / 6);
        }
        pencil.dispose();
        return image;
    }

    /** A night with noise and one lamp. */
    private static BufferedImage night(int x, int y) {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(x);
        for (int i = 0; i < 640 * 480; i++) {
            image.setRGB(i % 640, i / 640, 0x010101 * (8 + random.nextInt(8)));
        }
        Graphics2D pencil = image.createGraphics();
        pencil.setColor(Color.WHITE);
        pencil.fillOval(x, y, 60, 60);
        pencil.dispose();
        return image;
    }

    private static BufferedImage kept(byte[] bytes) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(Picture.decode(bytes, LIMITS).jpeg()));
    }

    private static void alike(BufferedImage image, int x, int y, Color expected) {
        Color found = new Color(image.getRGB(x, y));
        assertThat(Math.abs(found.getRed() - expected.getRed())
                        + Math.abs(found.getGreen() - expected.getGreen())
                        + Math.abs(found.getBlue() - expected.getBlue()))
                .as("%s (expected: %s)", found, expected)
                .isLessThan(60);
    }
}
