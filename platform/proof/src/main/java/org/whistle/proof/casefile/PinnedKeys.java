package org.whistle.proof.casefile;

import java.util.List;
import org.whistle.proof.note.VerifierKey;

/**
 * Keys that the reader knows from elsewhere; an empty list leaves it to what the file claims.
 *
 * @param log keys of the log
 * @param witnesses keys of its witnesses; one of them has to have cosigned
 * @param producers keys of the services
 */
public record PinnedKeys(List<VerifierKey> log, List<VerifierKey> witnesses, List<CaseFile.ProducerKey> producers) {

    /** Nothing is known from elsewhere. */
    public static final PinnedKeys NONE = new PinnedKeys(List.of(), List.of(), List.of());

    public PinnedKeys {
        log = List.copyOf(log);
        witnesses = List.copyOf(witnesses);
        producers = List.copyOf(producers);
    }
}
