package org.whistle.intake.photo;

/** What a file is by its first bytes, whatever it claims. */
enum ContentType {
    JPEG("image/jpeg", 0xff, 0xd8, 0xff),
    PNG("image/png", 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a),
    PDF("application/pdf", '%', 'P', 'D', 'F', '-'),
    OTHER("application/octet-stream");

    private final String mediaType;
    private final int[] magic;

    ContentType(String mediaType, int... magic) {
        this.mediaType = mediaType;
        this.magic = magic;
    }

    static ContentType of(byte[] bytes) {
        for (ContentType type : values()) {
            if (type.matches(bytes)) {
                return type;
            }
        }
        return OTHER;
    }

    String mediaType() {
        return mediaType;
    }

    boolean picture() {
        return this == JPEG || this == PNG;
    }

    private boolean matches(byte[] bytes) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
