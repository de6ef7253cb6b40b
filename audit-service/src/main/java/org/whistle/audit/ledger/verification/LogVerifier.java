package org.whistle.audit.ledger.verification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.audit.ledger.EntryQueries;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.StoredEntry;
import org.whistle.audit.ledger.checkpoint.Alarms;
import org.whistle.audit.ledger.checkpoint.Checkpoints;
import org.whistle.audit.ledger.checkpoint.LedgerKeys;
import org.whistle.audit.ledger.checkpoint.StoredCheckpoint;
import org.whistle.audit.ledger.verification.LogFinding.Kind;
import org.whistle.proof.tree.Hash;

/** Verifies a log from its first entry to its last, in bounded memory, and reports what is wrong. */
@Service
public class LogVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(LogVerifier.class);
    private static final int PAGE = 256;

    private final JdbcClient jdbc;
    private final EntryQueries entries;
    private final EntryCheck check;
    private final Checkpoints checkpoints;
    private final LedgerKeys keys;
    private final SequenceGaps gaps;
    private final Alarms alarms;

    LogVerifier(
            JdbcClient jdbc,
            EntryQueries entries,
            EntryCheck check,
            Checkpoints checkpoints,
            LedgerKeys keys,
            SequenceGaps gaps,
            Alarms alarms) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.check = check;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.gaps = gaps;
        this.alarms = alarms;
    }

    /** Verifies everything the log holds when it begins; what is appended meanwhile comes next time. */
    public LogReport verify(Shard shard) {
        Findings findings = new Findings();
        long signed = checkpoints.latest(shard).map(StoredCheckpoint::size).orElse(0L);
        long size = entries.size(shard);
        CheckpointTrail trail = new CheckpointTrail(shard, checkpoints, keys, findings);
        Walk walk = new Walk(new StoredTree(jdbc, shard), trail, findings);
        for (long from = 0; from < size; from += PAGE) {
            walk.follow(entries.range(shard, from, Math.min(size, from + PAGE)));
        }
        walk.end();
        trail.beyond(signed)
                .filter(last -> last.size() > size)
                .ifPresent(last -> findings.add(
                        LogFinding.at(size, Kind.TAIL_CUT, "%d leaves of %d are there".formatted(size, last.size()))));
        gaps.find(shard, size, findings);
        alarms.standing().stream()
                .filter(alarm -> alarm.shard().equals(shard))
                .forEach(alarm -> findings.add(new LogFinding(null, Kind.ALARM, alarm.kind() + ": " + alarm.detail())));
        LogReport report = new LogReport(shard, size, trail.count(), walk.root(), findings.all());
        report.findings().forEach(finding -> LOG.error("ledger finding shard={} {}", shard.name(), finding));
        return report;
    }

    /** Rows one after the other: each by itself, then its place, then the tree. */
    private final class Walk {

        private final Findings findings;
        private final TreeWalk tree;
        private final Set<Long> restarts;
        private @Nullable StoredEntry before;
        private long next;
        private boolean broken;

        private Walk(StoredTree stored, CheckpointTrail trail, Findings findings) {
            this.findings = findings;
            this.tree = new TreeWalk(stored, trail, findings);
            this.restarts = stored.restarts();
        }

        void follow(List<StoredEntry> rows) {
            List<Optional<LogFinding>> checked =
                    rows.parallelStream().map(check::check).toList();
            checked.forEach(finding -> finding.ifPresent(findings::add));
            rows.forEach(this::follow);
        }

        private void follow(StoredEntry row) {
            if (row.index() > next) {
                missing(row.index());
            }
            StoredEntry previous = before;
            if (previous != null && row.position() <= previous.position() && !restarts.contains(row.index())) {
                findings.add(LogFinding.at(
                        previous.index(),
                        Kind.WRONG_POSITION,
                        "position %d before %d".formatted(previous.position(), row.position())));
            }
            if (!broken) {
                tree.leaf(row.leafHash());
            }
            before = row;
            next = row.index() + 1;
        }

        private void missing(long until) {
            findings.add(LogFinding.at(next, Kind.ROW_MISSING, "leaf %d to %d".formatted(next, until - 1)));
            Optional<List<Hash>> remembered = broken ? Optional.empty() : tree.remembered(next, until);
            remembered.ifPresent(leaves -> leaves.forEach(tree::leaf));
            broken = remembered.isEmpty();
        }

        void end() {
            if (!broken) {
                tree.end();
            }
        }

        Hash root() {
            return tree.root();
        }
    }
}
