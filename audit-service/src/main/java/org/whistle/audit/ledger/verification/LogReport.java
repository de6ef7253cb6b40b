package org.whistle.audit.ledger.verification;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.whistle.audit.ledger.Shard;
import org.whistle.proof.tree.Hash;

/**
 * The result of verifying a log.
 *
 * @param size entries verified
 * @param checkpoints checked on the way
 * @param root over the stored leaves
 * @param findings the first bad leaf first; at most {@link Findings#MOST}
 */
public record LogReport(Shard shard, long size, long checkpoints, Hash root, List<LogFinding> findings) {

    public LogReport {
        findings = findings.stream()
                .sorted(Comparator.comparingLong(
                        finding -> Objects.requireNonNullElse(finding.index(), Long.MAX_VALUE)))
                .toList();
    }

    /** Whether there are no findings. */
    public boolean valid() {
        return findings.isEmpty();
    }

    /** The lowest leaf that is wrong. */
    public Optional<Long> firstBadLeaf() {
        return findings.stream().map(LogFinding::index).filter(Objects::nonNull).findFirst();
    }
}
