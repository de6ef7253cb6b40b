package org.whistle.intake.photo;

import java.util.Optional;

/** Keeps files by the hash of their content. */
interface PhotoStore {

    /** Keeps a file; keeping the same again changes nothing. */
    void keep(String sha256, byte[] content);

    /** The file of that content. */
    Optional<byte[]> find(String sha256);
}
