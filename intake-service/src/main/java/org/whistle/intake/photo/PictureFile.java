package org.whistle.intake.photo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.problem.RefusedException;

/**
 * A picture before it is decoded: its size, what decoding will cost, and a copy with nothing but the picture itself. Texts,
 * colour profiles, thumbnails and further pictures are left out unread, so that none of them can fail or swell.
 *
 * @param bytes what the decoder gets to see
 * @param exif the TIFF block of its EXIF, at most 64 kB
 * @param fixed bytes that the decoder holds for the whole picture, however small it is read
 * @param perPixel bytes that the decoder holds for each pixel it hands out
 */
record PictureFile(
        ContentType type, byte[] bytes, byte @Nullable [] exif, int width, int height, long fixed, int perPixel) {

    /** Bytes for each pixel of the copy that is scaled down. */
    private static final int OF_THE_COPY = 4;

    private static final int MOST_EXIF = 1 << 16;
    private static final int MOST_HEADER = 1 << 18;
    private static final int MOST_SCANS = 64;
    private static final double MOST_INFLATED = 400e6;
    private static final Set<String> PNG_CHUNKS = Set.of("PLTE", "tRNS", "IDAT", "IEND");

    /**
     * Reads the structure of a file.
     *
     * @throws RefusedException 422 for what is no picture, or one that is not taken
     */
    static PictureFile of(byte[] bytes) {
        try {
            return switch (ContentType.of(bytes)) {
                case JPEG -> jpeg(bytes);
                case PNG -> png(bytes);
                case WEBP -> webp(bytes);
                case HEIC -> throw refused("HEIC_NOT_READABLE");
                case PDF, OFD, OTHER -> throw refused("NOT_A_PHOTO");
            };
        } catch (IndexOutOfBoundsException e) {
            throw refused("NOT_A_PHOTO");
        }
    }

    /**
     * Of how many pixels in a row one is read, so that decoding and the copy that is scaled down each stay within the budget.
     *
     * @throws RefusedException 422 where none would be few enough
     */
    int step(PhotoProperties limits) {
        require(width > 0 && height > 0);
        if (Math.max(width, height) <= limits.longestSide() && (long) width * height <= limits.pixels()) {
            for (int step = 1; step <= 16; step++) {
                long pixels = (long) Math.ceilDiv(width, step) * Math.ceilDiv(height, step);
                if (fixed + pixels * Math.max(perPixel, OF_THE_COPY)
                        <= limits.memory().toBytes()) {
                    return step;
                }
            }
        }
        throw refused("TOO_MANY_PIXELS");
    }

    static RefusedException refused(String code) {
        return RefusedException.field("/file", code);
    }

    /** ITU-T T.81: what decoding needs, JFIF or Adobe's word on the colours, and all from the first scan on. */
    private static PictureFile jpeg(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 2);
        byte @Nullable [] exif = null;
        int frame = -1;
        int at = 2;
        while (true) {
            int marker = file.getShort(at) & 0xffff;
            if (marker <= 0xff00 || marker == 0xffff) {
                at++;
                continue;
            }
            if (marker == 0xff01 || marker >= 0xffd0 && marker <= 0xffd8) {
                at += 2;
                continue;
            }
            int end = at + 2 + (file.getShort(at + 2) & 0xffff);
            switch (marker) {
                case 0xffda -> {
                    require(scans(file, at) <= MOST_SCANS);
                    kept.write(bytes, at, bytes.length - at);
                    return jpeg(file, frame, file.get(at + 4), kept.toByteArray(), exif);
                }
                case 0xffe1 -> {
                    if (exif == null && text(bytes, at + 4, 6).equals("Exif\0\0")) {
                        exif = Arrays.copyOfRange(bytes, at + 10, Math.max(end, at + 10));
                    }
                }
                case 0xffe0, 0xffee -> {
                    if (Set.of("JFIF\0", "Adobe").contains(text(bytes, at + 4, 5))) {
                        kept.write(bytes, at, end - at);
                    }
                }
                case 0xffc0, 0xffc1, 0xffc2 -> {
                    require(frame < 0);
                    frame = at;
                    kept.write(bytes, at, end - at);
                }
                case 0xffc4, 0xffdb, 0xffdd -> kept.write(bytes, at, end - at);
                case 0xffc3, 0xffc5, 0xffc6, 0xffc7, 0xffc9, 0xffca, 0xffcb, 0xffcd, 0xffce, 0xffcf ->
                    throw refused("UNSUPPORTED_PICTURE");
                default -> {}
            }
            require(kept.size() <= MOST_HEADER && marker != 0xffd9);
            at = end;
        }
    }

    /** How many there are from the first one to the end of the picture; each goes over the whole of it. */
    private static int scans(ByteBuffer file, int first) {
        int scans = 0;
        int at = first;
        while (at + 4 <= file.limit()) {
            int marker = file.getShort(at) & 0xffff;
            if (marker == 0xffd9) {
                break;
            }
            boolean segment = marker > 0xff01 && marker < 0xffff && (marker < 0xffd0 || marker > 0xffd8);
            scans += marker == 0xffda ? 1 : 0;
            at += segment ? 2 + (file.getShort(at + 2) & 0xffff) : 1;
        }
        return scans;
    }

    private static PictureFile jpeg(ByteBuffer file, int frame, int inScan, byte[] kept, byte @Nullable [] exif) {
        require(frame >= 0);
        int height = file.getShort(frame + 5) & 0xffff;
        int width = file.getShort(frame + 7) & 0xffff;
        int components = file.get(frame + 9);
        require(components >= 1 && components <= 4);
        int across = 1;
        int down = 1;
        int blocks = 0;
        boolean usual = components == 3;
        for (int i = 0; i < components; i++) {
            int component = frame + 10 + 3 * i;
            int sampling = file.get(component + 1);
            across = Math.max(across, sampling >> 4 & 0xf);
            down = Math.max(down, sampling & 0xf);
            blocks += (sampling >> 4 & 0xf) * (sampling & 0xf);
            usual &= file.get(component) == i + 1;
        }
        boolean inOneScan = (file.getShort(frame) & 0xffff) != 0xffc2 && inScan == components;
        long units = (long) Math.ceilDiv(width, 8 * across) * Math.ceilDiv(height, 8 * down);
        // in several scans every coefficient waits, two bytes each, for the last one
        long fixed = inOneScan ? 0 : units * blocks * 64 * 2;
        // other colours than the usual ones are decoded once more before they are handed out
        int perPixel = components == 1 ? 1 : usual ? 3 : 2 * components;
        return new PictureFile(ContentType.JPEG, kept, exif, width, height, fixed, perPixel);
    }

    /** ISO/IEC 15948. */
    private static PictureFile png(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        require(text(bytes, 12, 4).equals("IHDR"));
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 8);
        byte @Nullable [] exif = null;
        boolean transparent = false;
        int at = 8;
        while (at + 12 <= bytes.length) {
            int length = file.getInt(at);
            int end = at + 12 + length;
            if (length < 0 || end < 0 || end > bytes.length) {
                break;
            }
            String name = text(bytes, at + 4, 4);
            if (at == 8 || PNG_CHUNKS.contains(name)) {
                kept.write(bytes, at, end - at);
                transparent |= name.equals("tRNS");
            } else if (name.equals("eXIf") && length <= MOST_EXIF) {
                exif = Arrays.copyOfRange(bytes, at + 8, at + 8 + length);
            }
            at = end;
        }
        int channels = switch (file.get(25)) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        int perPixel = (channels + (transparent ? 1 : 0)) * (file.get(24) == 16 ? 2 : 1);
        int width = file.getInt(16);
        int height = file.getInt(20);
        if ((1 + (double) width * channels * file.get(24) / 8) * height > MOST_INFLATED) {
            throw refused("TOO_MANY_PIXELS");
        }
        return new PictureFile(ContentType.PNG, kept.toByteArray(), exif, width, height, 0, perPixel);
    }

    /**
     * RFC 9649: its lossy picture alone. A lossless one, which transparency is too, has tables without a limit; of a moving
     * one there is no first picture to take.
     */
    private static PictureFile webp(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte @Nullable [] exif = null;
        byte @Nullable [] kept = null;
        int picture = -1;
        int at = 12;
        while (at + 8 <= bytes.length) {
            int length = file.getInt(at + 4);
            int end = at + 8 + length;
            if (length < 0 || end < 0 || end > bytes.length) {
                break;
            }
            switch (text(bytes, at, 4)) {
                case "VP8 " -> {
                    picture = at + 8;
                    kept = ByteBuffer.allocate(20 + length + (length & 1))
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .put(bytes, 0, 4)
                            .putInt(12 + length + (length & 1))
                            .put(bytes, 8, 4)
                            .put(bytes, at, 8 + length)
                            .array();
                }
                case "VP8L", "ALPH", "ANMF" -> throw refused("UNSUPPORTED_PICTURE");
                case "EXIF" -> {
                    int start = at + 8 + (text(bytes, at + 8, 6).equals("Exif\0\0") ? 6 : 0);
                    exif = length <= MOST_EXIF ? Arrays.copyOfRange(bytes, start, Math.max(start, end)) : null;
                }
                default -> {}
            }
            at = end + (length & 1);
        }
        if (kept == null) {
            throw refused("NOT_A_PHOTO");
        }
        int width = file.getShort(picture + 6) & 0x3fff;
        int height = file.getShort(picture + 8) & 0x3fff;
        // its modes for each block of 16 by 16, and four rows of such blocks
        long fixed = (long) width * height / 2 + 4_500L * width;
        return new PictureFile(ContentType.WEBP, kept, exif, width, height, fixed, 3);
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw refused("NOT_A_PHOTO");
        }
    }

    private static String text(byte[] bytes, int at, int length) {
        return at + length > bytes.length ? "" : new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }
}
