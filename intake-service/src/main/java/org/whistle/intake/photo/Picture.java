package org.whistle.intake.photo;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;
import org.whistle.kit.problem.RefusedException;

/**
 * An uploaded picture: looked at before it is decoded, and kept only re-encoded, without its metadata. To be worked on in
 * the {@link ImageProcessor}.
 */
final class Picture {

    private static final int LONGEST_SIDE = 2_560;
    private static final double QUALITY = 0.85;

    /** In levels of 255: cameras' noise and the encoding make smaller ones. */
    private static final int DIFFERENCE = 4;

    /** Of 64 differences; with fewer two pictures look alike by what they lack. */
    private static final int ENOUGH_DIFFERENCES = 32;

    static {
        // here, since the registry finds them only by the class loader of its first caller
        IIORegistry.getDefaultInstance().registerServiceProvider(new JPEGImageReaderSpi());
        IIORegistry.getDefaultInstance().registerServiceProvider(new WebPImageReaderSpi());
    }

    private final BufferedImage image;
    private final Exif exif;

    private Picture(BufferedImage image, Exif exif) {
        this.image = image;
        this.exif = exif;
    }

    /**
     * Decodes a JPEG, PNG or lossy WebP.
     *
     * @throws RefusedException 422 for anything else, or what is too large
     */
    static Picture decode(byte[] bytes, PhotoProperties limits) {
        PictureFile file = PictureFile.of(bytes);
        try {
            Exif exif = new Exif(file.exif());
            return new Picture(upright(decoded(file, file.step(limits)), exif.orientation()), exif);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw PictureFile.refused("NOT_A_PHOTO");
        }
    }

    /** Every so many pixels of it. */
    static BufferedImage decoded(PictureFile file, int step) throws IOException {
        ImageReader reader =
                ImageIO.getImageReadersByMIMEType(file.type().mediaType()).next();
        try (ImageInputStream stream = new ByteArrayImageInputStream(file.bytes())) {
            reader.setInput(stream, true, true);
            if (reader.getWidth(0) != file.width() || reader.getHeight(0) != file.height()) {
                throw PictureFile.refused("NOT_A_PHOTO");
            }
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    /** Rotated by its EXIF orientation, with white for transparency, at most 2 560 pixels on its longest side. */
    private static BufferedImage upright(BufferedImage image, int orientation) throws IOException {
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
        BufferedImage small = Thumbnails.of(image)
                .forceSize(scaled(image.getWidth(), scale), scaled(image.getHeight(), scale))
                .imageType(image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB)
                .asBufferedImage();
        // as a filter of the builder it would not exchange width and height
        BufferedImage turned = ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(orientation))
                .apply(small);
        return turned.getColorModel().hasAlpha() ? onWhite(turned) : turned;
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }

    private static BufferedImage onWhite(BufferedImage image) {
        BufferedImage ground = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pencil = ground.createGraphics();
        pencil.drawImage(image, 0, 0, Color.WHITE, null);
        pencil.dispose();
        return ground;
    }

    /** The picture as it is kept: a JPEG. */
    byte[] jpeg() {
        return jpeg(LONGEST_SIDE);
    }

    /** The picture as a JPEG with no side longer than that, never enlarged. */
    byte[] jpeg(int longest) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            double scale = Math.min(1, (double) longest / Math.max(image.getWidth(), image.getHeight()));
            Thumbnails.of(image)
                    .forceSize(scaled(image.getWidth(), scale), scaled(image.getHeight(), scale))
                    .outputFormat("jpg")
                    .outputQuality(QUALITY)
                    .toOutputStream(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Difference hash over 9 by 8 grey pixels: near-identical pictures differ in few of its 64 bits. None for a picture
     * that has too little in it, such as a dark one.
     */
    @Nullable
    String perceptualHash() {
        try {
            BufferedImage small = Thumbnails.of(image)
                    .forceSize(9, 8)
                    .imageType(BufferedImage.TYPE_BYTE_GRAY)
                    .asBufferedImage();
            long bits = 0;
            int differences = 0;
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 8; x++) {
                    int left = small.getRaster().getSample(x, y, 0);
                    int right = small.getRaster().getSample(x + 1, y, 0);
                    bits = bits << 1 | (left < right ? 1 : 0);
                    differences += Math.abs(left - right) >= DIFFERENCE ? 1 : 0;
                }
            }
            return differences < ENOUGH_DIFFERENCES ? null : "%016x".formatted(bits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time and place of the picture from its EXIF; a time without an offset is in the given zone. */
    Taken taken(ZoneId zone) {
        return new Taken(exif.taken(zone).orElse(null), exif.position().orElse(null));
    }

    /** A picture's own metadata; a claim, not a proof. */
    record Taken(@Nullable Instant at, @Nullable Position position) {}
}
