package org.whistle.events.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Facts about an uploaded file, signed by intake (events.md, Photos).
 *
 * @param original SHA-256 of the file as uploaded, in hex
 * @param stored SHA-256 of the file as kept, in hex
 * @param size of the kept file, in bytes
 * @param takenAt from the picture's metadata, where present
 * @param positionHash keyed; the position itself stays in intake
 * @param perceptual 64-bit difference hash of a picture, in hex; none of one with too little in it
 * @param uploader account or pseudonym
 */
public record Evidence(
        Kind kind,
        String original,
        String stored,
        long size,
        Instant uploadedAt,
        @Nullable Instant takenAt,
        @Nullable String positionHash,
        @Nullable String perceptual,
        String uploader) {

    /** What a file shows. */
    public enum Kind {
        /** 近景 */
        NEAR,
        /** 远景 */
        FAR,
        /** 参照 */
        REFERENCE,
        /** 处置前 */
        BEFORE,
        /** 处置后 */
        AFTER,
        /** 文件 */
        DOCUMENT;

        /** Whether it is a picture. */
        public boolean photo() {
            return this != DOCUMENT;
        }
    }
}
