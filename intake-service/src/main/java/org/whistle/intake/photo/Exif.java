package org.whistle.intake.photo;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;

/**
 * The few fields of an EXIF block (CIPA DC-008) that are used. They are claims: an invalid one counts as missing and does
 * not affect the others. Nothing else is read, so a block takes no more memory than it has bytes.
 */
final class Exif {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");
    private static final int FIRST_YEAR = 1900;

    private static final int ORIENTATION = 0x0112;
    private static final int CAMERA_DIRECTORY = 0x8769;
    private static final int GPS_DIRECTORY = 0x8825;
    private static final int TAKEN = 0x9003;
    private static final int OFFSET_TAKEN = 0x9011;
    private static final int LATITUDE_REF = 1;
    private static final int LATITUDE = 2;
    private static final int LONGITUDE_REF = 3;
    private static final int LONGITUDE = 4;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int ENTRY_BYTES = 12;
    private static final int RATIONAL_BYTES = 8;

    private final ByteBuffer tiff;

    /** The fields of a TIFF block; of none there are none. */
    Exif(byte @Nullable [] block) {
        byte[] bytes = block == null ? new byte[0] : block;
        tiff = ByteBuffer.wrap(bytes)
                .order(bytes.length > 0 && bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** 1 to 8; 1 is upright. */
    int orientation() {
        return claim(() -> (int) tiff.getShort(entry(main(), ORIENTATION, SHORT) + 8))
                .filter(value -> value >= 1 && value <= 8)
                .orElse(1);
    }

    /** When it was taken; a time without its offset is of the zone. */
    Optional<Instant> taken(ZoneId zone) {
        return claim(() -> LocalDateTime.parse(text(directory(CAMERA_DIRECTORY), TAKEN), TIME))
                .filter(time -> time.getYear() >= FIRST_YEAR)
                .map(time -> time.atZone(claim(
                                        () -> (ZoneId) ZoneOffset.of(text(directory(CAMERA_DIRECTORY), OFFSET_TAKEN)))
                                .orElse(zone))
                        .toInstant());
    }

    /** Where it was taken; 0, 0 is what cameras write that do not know. */
    Optional<Position> position() {
        return claim(() -> {
                    int gps = directory(GPS_DIRECTORY);
                    return new Position(
                            degrees(gps, LONGITUDE, LONGITUDE_REF, 'W'), degrees(gps, LATITUDE, LATITUDE_REF, 'S'));
                })
                .filter(position -> position.longitude() != 0 || position.latitude() != 0);
    }

    private static <T> Optional<T> claim(Supplier<T> field) {
        try {
            return Optional.of(field.get());
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException
                | IllegalArgumentException
                | DateTimeException e) {
            return Optional.empty();
        }
    }

    private int main() {
        return tiff.getInt(4);
    }

    private int directory(int tag) {
        return tiff.getInt(entry(main(), tag, LONG) + 8);
    }

    private int entry(int directory, int tag, int type) {
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if ((tiff.getShort(entry) & 0xffff) == tag && tiff.getShort(entry + 2) == type) {
                return entry;
            }
        }
        throw new IllegalArgumentException("tag: " + tag + " is missing");
    }

    private String text(int directory, int tag) {
        int entry = entry(directory, tag, ASCII);
        int length = tiff.getInt(entry + 4);
        int at = length > 4 ? tiff.getInt(entry + 8) : entry + 8;
        byte[] bytes = new byte[Math.min(Math.max(length, 0), 20)];
        tiff.get(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "").strip();
    }

    private double degrees(int directory, int tag, int refTag, char negative) {
        int at = tiff.getInt(entry(directory, tag, RATIONAL) + 8);
        double value = rational(at) + rational(at + RATIONAL_BYTES) / 60 + rational(at + 2 * RATIONAL_BYTES) / 3_600;
        return text(directory, refTag).startsWith(String.valueOf(negative)) ? -value : value;
    }

    /** Zero over zero is what cameras write for none. */
    private double rational(int at) {
        long numerator = tiff.getInt(at) & 0xffff_ffffL;
        long denominator = tiff.getInt(at + 4) & 0xffff_ffffL;
        return numerator == 0 ? 0 : (double) numerator / denominator;
    }
}
