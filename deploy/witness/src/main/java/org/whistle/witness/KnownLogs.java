package org.whistle.witness;

import java.nio.file.Path;
import java.util.List;
import org.whistle.proof.note.KeyFiles;
import org.whistle.proof.note.VerifierKey;

/**
 * The logs whose checkpoints are witnessed.
 *
 * @param origin the logs' names begin with it
 * @param keys a folder of their public keys, read each time, so that a new key is known at once
 */
record KnownLogs(String origin, Path keys) {

    boolean knows(String name) {
        return name.startsWith(origin + "/");
    }

    List<VerifierKey> keysOf(String name) {
        return KeyFiles.publicKeys(keys).stream()
                .map(key -> new VerifierKey(name, VerifierKey.Type.NOTE, key))
                .toList();
    }
}
