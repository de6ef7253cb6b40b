package org.whistle.proof.casefile;

import java.util.List;
import java.util.Set;

/**
 * What came out.
 *
 * @param findings empty where everything holds
 * @param claimed what holds only if the file tells the truth about it
 */
public record Verification(List<Finding> findings, Set<Claim> claimed) {

    /** What a file may merely claim. */
    public enum Claim {
        /** the log's keys were not pinned */
        LOG_KEYS,
        /** the witnesses' keys were not pinned */
        WITNESS_KEYS,
        /** the services' keys were not pinned */
        PRODUCER_KEYS,
        /** no witness cosigned: nobody outside the log vouches for it */
        NO_WITNESS
    }

    public Verification {
        findings = List.copyOf(findings);
        claimed = Set.copyOf(claimed);
    }

    /** Whether nothing was found. */
    public boolean valid() {
        return findings.isEmpty();
    }
}
