package org.whistle.intake.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;

/** What a file is by its bytes; its declared type does not count. */
enum ContentType {
    JPEG("image/jpeg", bytes -> starts(bytes, "\u00ff\u00d8\u00ff")),
    PNG("image/png", bytes -> starts(bytes, "\u0089PNG\r\n\u001a\n")),
    WEBP("image/webp", bytes -> starts(bytes, "RIFF") && at(bytes, 8, "WEBP")),
    HEIC("image/heic", bytes -> at(bytes, 4, "ftyp") && Brands.HEIC.contains(text(bytes, 8, 4))),
    PDF("application/pdf", bytes -> starts(bytes, "%PDF-")),
    OFD("application/ofd", bytes -> starts(bytes, "PK\u0003\u0004") && listsOfd(bytes)),
    OTHER("application/octet-stream", _ -> true);

    private final String mediaType;
    private final Predicate<byte[]> matches;

    ContentType(String mediaType, Predicate<byte[]> matches) {
        this.mediaType = mediaType;
        this.matches = matches;
    }

    static ContentType of(byte[] bytes) {
        for (ContentType type : values()) {
            if (type.matches.test(bytes)) {
                return type;
            }
        }
        return OTHER;
    }

    String mediaType() {
        return mediaType;
    }

    /** Whether it is a picture that can be decoded. */
    boolean picture() {
        return this == JPEG || this == PNG || this == WEBP;
    }

    private static boolean starts(byte[] bytes, String magic) {
        return at(bytes, 0, magic);
    }

    private static boolean at(byte[] bytes, int offset, String expected) {
        return text(bytes, offset, expected.length()).equals(expected);
    }

    private static String text(byte[] bytes, int offset, int length) {
        return offset + length > bytes.length ? "" : new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** A zip whose directory has OFD.xml at its root (GB/T 33190); nothing is unpacked. */
    private static boolean listsOfd(byte[] bytes) {
        int header = 46;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + header + Brands.OFD_ENTRY.length() <= bytes.length; i++) {
            if (buffer.getInt(i) == Brands.DIRECTORY_ENTRY
                    && buffer.getShort(i + 28) == Brands.OFD_ENTRY.length()
                    && at(bytes, i + header, Brands.OFD_ENTRY)) {
                return true;
            }
        }
        return false;
    }

    /** Constants that the constants above need. */
    private static final class Brands {

        static final Set<String> HEIC = Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
        static final int DIRECTORY_ENTRY = 0x02014b50;
        static final String OFD_ENTRY = "OFD.xml";
    }
}
