package org.whistle.intake.photo;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Iterator;
import java.util.Optional;
import java.util.TimeZone;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;
import org.whistle.kit.problem.RefusedException;

/** An uploaded picture: looked at before it is decoded, and kept only re-encoded, without its metadata. */
final class Picture {

    private static final long MAX_PIXELS = 50_000_000;
    private static final int LONGEST_SIDE = 2_560;
    private static final double QUALITY = 0.85;

    private final byte[] original;
    private final BufferedImage image;

    private Picture(byte[] original, BufferedImage image) {
        this.original = original;
        this.image = image;
    }

    /**
     * Decodes a JPEG or PNG.
     *
     * @throws RefusedException 422 for anything else, or above 50 million pixels
     */
    static Picture decode(byte[] bytes) {
        return Darkroom.develop(() -> decoded(bytes));
    }

    private static Picture decoded(byte[] bytes) {
        ImageIO.setUseCache(false);
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!ContentType.of(bytes).picture() || !readers.hasNext()) {
                throw RefusedException.field("/file", "NOT_A_PHOTO");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                    throw RefusedException.field("/file", "TOO_MANY_PIXELS");
                }
                return new Picture(
                        bytes,
                        Thumbnails.of(new ByteArrayInputStream(bytes)).scale(1).asBufferedImage());
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof RefusedException refused) {
                throw refused;
            }
            throw RefusedException.field("/file", "NOT_A_PHOTO");
        }
    }

    /** The picture as it is kept: a JPEG, upright, at most 2 560 pixels on its longest side. */
    byte[] reencoded() {
        return Darkroom.develop(() -> jpeg(image, LONGEST_SIDE));
    }

    /** A kept picture at another width. */
    static byte[] thumbnail(byte[] stored, int width) {
        return Darkroom.develop(() -> scaled(stored, width));
    }

    private static byte[] scaled(byte[] stored, int width) {
        try {
            return jpeg(ImageIO.read(new ByteArrayInputStream(stored)), width);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Difference hash over 9 by 8 grey pixels: near-identical pictures differ in few of its 64 bits. */
    String perceptualHash() {
        return Darkroom.develop(() -> differences(image));
    }

    private static String differences(BufferedImage image) {
        try {
            BufferedImage small = Thumbnails.of(image)
                    .forceSize(9, 8)
                    .imageType(BufferedImage.TYPE_BYTE_GRAY)
                    .asBufferedImage();
            long bits = 0;
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 8; x++) {
                    int left = small.getRaster().getSample(x, y, 0);
                    int right = small.getRaster().getSample(x + 1, y, 0);
                    bits = bits << 1 | (left < right ? 1 : 0);
                }
            }
            return "%016x".formatted(bits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When and where it says it was taken; a time without its offset is taken to be of the given zone. */
    Taken taken(ZoneId zone) {
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(original));
            return new Taken(
                    time(metadata, zone).orElse(null), position(metadata).orElse(null));
        } catch (ImageProcessingException | IOException e) {
            return new Taken(null, null);
        }
    }

    /** What a picture says of itself; a claim, not a proof. */
    record Taken(@Nullable Instant at, @Nullable Position position) {}

    private static Optional<Instant> time(Metadata metadata, ZoneId zone) {
        return Optional.ofNullable(metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class))
                .map(exif -> exif.getDateOriginal(TimeZone.getTimeZone(zone)))
                .map(Date::toInstant);
    }

    private static Optional<Position> position(Metadata metadata) {
        return Optional.ofNullable(metadata.getFirstDirectoryOfType(GpsDirectory.class))
                .map(GpsDirectory::getGeoLocation)
                .filter(location -> !location.isZero())
                .map(location -> new Position(location.getLongitude(), location.getLatitude()));
    }

    private static byte[] jpeg(BufferedImage image, int longest) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            double scale = Math.min(1, (double) longest / Math.max(image.getWidth(), image.getHeight()));
            Thumbnails.of(image)
                    .scale(scale)
                    .imageType(BufferedImage.TYPE_INT_RGB)
                    .outputFormat("jpg")
                    .outputQuality(QUALITY)
                    .toOutputStream(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
