package org.whistle.audit.ledger.verification;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.EntryQueries;
import org.whistle.audit.ledger.EntryVerdict;
import org.whistle.audit.ledger.RecordVerification;
import org.whistle.audit.ledger.StoredEntry;
import org.whistle.audit.ledger.verification.LogFinding.Kind;
import org.whistle.events.Envelope;
import org.whistle.proof.tree.Hash;

/** Whether a row agrees with itself: leaf, signature, verdict and columns all follow from the value. */
@Component
class EntryCheck {

    private final RecordVerification verification;
    private final EntryQueries entries;

    EntryCheck(RecordVerification verification, EntryQueries entries) {
        this.verification = verification;
        this.entries = entries;
    }

    /** What is wrong with a row, the plainest first; empty where nothing is. */
    Optional<LogFinding> check(StoredEntry row) {
        Hash leaf = Hash.ofLeaf(row.value());
        if (!leaf.equals(row.leafHash())) {
            return found(row, Kind.VALUE_CHANGED, "value has leaf " + leaf + ", stored is " + row.leafHash());
        }
        RecordVerification.Opinion opinion = verification.opinion(row.value(), row.signature());
        if (row.verdict() == EntryVerdict.TRUSTED) {
            return opinion.envelope() == null ? distrusted(row, opinion) : columns(row, opinion.envelope());
        }
        if (row.eventId() != null || row.caseId() != null || row.source() != null || row.sequence() != null) {
            return found(row, Kind.WRONG_COLUMNS, "columns of an entry that is not trusted");
        }
        return opinion.envelope() != null && !taken(row, opinion.envelope())
                ? found(row, Kind.WRONG_VERDICT, row.verdict() + " (expected: TRUSTED)")
                : Optional.empty();
    }

    private static Optional<LogFinding> distrusted(StoredEntry row, RecordVerification.Opinion opinion) {
        String reason = String.valueOf(opinion.reason());
        return opinion.verdict() == EntryVerdict.REFUSED
                ? found(row, Kind.WRONG_SIGNATURE, reason)
                : found(row, Kind.WRONG_VERDICT, "TRUSTED (expected: " + opinion.verdict() + ", " + reason + ")");
    }

    private static Optional<LogFinding> columns(StoredEntry row, Envelope envelope) {
        return Optional.ofNullable(difference("event_id", row.eventId(), envelope.id()))
                .or(() -> Optional.ofNullable(
                        difference("case_id", row.caseId(), RecordVerification.caseOf(row.shard(), envelope))))
                .or(() -> Optional.ofNullable(difference("source", row.source(), envelope.source())))
                .or(() -> Optional.ofNullable(difference("sequence", row.sequence(), envelope.sequence())))
                .flatMap(difference -> found(row, Kind.WRONG_COLUMNS, difference));
    }

    private static @Nullable String difference(String column, @Nullable Object stored, @Nullable Object told) {
        return Objects.equals(stored, told) ? null : column + ": " + stored + " (expected: " + told + ")";
    }

    /** An event that is well signed is refused where another one has its id. */
    private boolean taken(StoredEntry row, Envelope envelope) {
        return entries.ofEvent(envelope.id())
                .filter(other -> !other.leafHash().equals(row.leafHash()))
                .isPresent();
    }

    private static Optional<LogFinding> found(StoredEntry row, Kind kind, String detail) {
        return Optional.of(LogFinding.at(row.index(), kind, detail));
    }
}
