package org.whistle.dispatch.reference.pack;

import java.util.Set;

/**
 * The codes that a file declares.
 *
 * @param complete false if the file could not be read; then nothing is reported as missing from it
 */
record CodeSet(Set<String> codes, boolean complete) {

    CodeSet {
        codes = Set.copyOf(codes);
    }

    boolean lacks(String code) {
        return complete && !codes.contains(code);
    }
}
