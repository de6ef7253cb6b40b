package org.whistle.intake.photo;

import java.util.Optional;

/** Keeps files by the hash of their content. */
interface PhotoStore {

    /** Keeps a file; keeping the same again changes nothing. */
    void keep(String sha256, byte[] content);

    /** The file of that content. */
    Optional<byte[]> find(String sha256);

    /** Keeps a smaller JPEG of a picture. */
    void keepThumbnail(String sha256, int width, byte[] content);

    /** The smaller JPEG of a picture, where it was made before. */
    Optional<byte[]> findThumbnail(String sha256, int width);

    /** Deletes a file and what was made of it, where it is there. */
    void delete(String sha256);
}
