package org.whistle.proof.casefile;

import java.util.List;
import java.util.Set;

/**
 * The result of a verification.
 *
 * @param findings empty where everything holds
 * @param claimed what the file only claims
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
        /** no witness cosigned: no party outside the log confirms it */
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
