package org.whistle.audit.ledger.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.audit.ledger.EntryQueries;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.StoredEntry;
import org.whistle.audit.ledger.checkpoint.Checkpoints;
import org.whistle.audit.ledger.checkpoint.LedgerKeys;
import org.whistle.audit.ledger.checkpoint.Proving;
import org.whistle.audit.ledger.checkpoint.StoredCheckpoint;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.RefusedException;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tree.Hash;

/** The logs with their checkpoints, entries and proofs. */
@RestController
@RequestMapping("/api/audit/logs")
class LogController {

    private static final int MOST_ENTRIES = 256;
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final EntryQueries entries;
    private final Checkpoints checkpoints;
    private final Proving proving;
    private final LedgerKeys keys;

    LogController(EntryQueries entries, Checkpoints checkpoints, Proving proving, LedgerKeys keys) {
        this.entries = entries;
        this.checkpoints = checkpoints;
        this.proving = proving;
        this.keys = keys;
    }

    /**
     * A log.
     *
     * @param size entries so far, signed or not
     * @param keys verifier keys, the newest first
     */
    record LogView(
            String shard,
            String origin,
            long size,
            @Nullable CheckpointView checkpoint,
            List<String> keys,
            List<String> witnessKeys) {}

    /** Its newest checkpoint. */
    record CheckpointView(long size, String root, Instant signedAt, boolean cosigned) {

        static CheckpointView of(StoredCheckpoint checkpoint) {
            return new CheckpointView(
                    checkpoint.size(),
                    checkpoint.root().toString(),
                    checkpoint.signedAt(),
                    !checkpoint.cosignatures().isEmpty());
        }
    }

    /**
     * One entry as it is stored.
     *
     * @param entry in base64; like the signature absent for an event of a place outside the caller's scope
     */
    record EntryView(
            long index,
            long position,
            String verdict,
            @Nullable String entry,
            @Nullable String signature,
            String leafHash,
            Instant appendedAt) {

        static EntryView of(StoredEntry entry, boolean readable) {
            return new EntryView(
                    entry.index(),
                    entry.position(),
                    entry.verdict().name(),
                    readable ? Base64.getEncoder().encodeToString(entry.value()) : null,
                    readable ? entry.signature() : null,
                    entry.leafHash().toString(),
                    entry.appendedAt());
        }
    }

    /** That a leaf is in the tree of a size. */
    record InclusionView(long index, long size, String leafHash, List<String> hashes) {}

    /** That the tree of a size continues that of another. */
    record ConsistencyView(long from, long to, List<String> hashes) {}

    @GetMapping
    List<LogView> logs() {
        return Shard.all().stream().map(this::view).toList();
    }

    @GetMapping("/{shard}/checkpoint")
    ResponseEntity<String> checkpoint(@PathVariable String shard) {
        StoredCheckpoint newest = checkpoints.latest(LogAccess.shard(shard)).orElseThrow(RefusedException::notFound);
        return ResponseEntity.ok().contentType(TEXT).body(newest.published());
    }

    @GetMapping("/{shard}/entries")
    List<EntryView> entries(@PathVariable String shard, @RequestParam long from, @RequestParam long to, Caller caller) {
        Shard log = LogAccess.verifiable(shard, caller);
        LogAccess.requireRange("from", from, 0, Long.MAX_VALUE - MOST_ENTRIES);
        LogAccess.requireRange("to", to, from, from + MOST_ENTRIES);
        Predicate<StoredEntry> readable = LogAccess.readable(log, caller);
        return entries.range(log, from, to).stream()
                .map(entry -> EntryView.of(entry, readable.test(entry)))
                .toList();
    }

    @GetMapping("/{shard}/inclusion")
    InclusionView inclusion(
            @PathVariable String shard, @RequestParam long index, @RequestParam long size, Caller caller) {
        Shard log = LogAccess.verifiable(shard, caller);
        LogAccess.requireRange("size", size, 1, entries.size(log));
        LogAccess.requireRange("index", index, 0, size - 1);
        StoredEntry entry =
                entries.range(log, index, index + 1).stream().findFirst().orElseThrow(RefusedException::notFound);
        return new InclusionView(
                index,
                size,
                entry.leafHash().toString(),
                texts(proving.inclusion(log, List.of(index), size).getFirst()));
    }

    @GetMapping("/{shard}/consistency")
    ConsistencyView consistency(@PathVariable String shard, @RequestParam long from, @RequestParam long to) {
        Shard log = LogAccess.shard(shard);
        LogAccess.requireRange("to", to, 0, entries.size(log));
        LogAccess.requireRange("from", from, 0, to);
        return new ConsistencyView(from, to, texts(proving.consistency(log, from, to)));
    }

    private LogView view(Shard shard) {
        Optional<CheckpointView> newest = checkpoints.latest(shard).map(CheckpointView::of);
        return new LogView(
                shard.name(),
                keys.origin(shard),
                entries.size(shard),
                newest.orElse(null),
                keys.verifiers(shard).stream().map(VerifierKey::toString).toList(),
                keys.witnesses().stream().map(VerifierKey::toString).toList());
    }

    private static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }
}
