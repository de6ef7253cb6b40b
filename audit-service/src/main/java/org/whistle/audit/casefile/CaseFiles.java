package org.whistle.audit.casefile;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.whistle.audit.ledger.EntryQueries;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.StoredEntry;
import org.whistle.audit.ledger.checkpoint.LedgerKeys;
import org.whistle.audit.ledger.checkpoint.Proving;
import org.whistle.audit.ledger.checkpoint.StoredCheckpoint;
import org.whistle.audit.timeline.CaseView;
import org.whistle.audit.timeline.TimelineQueries;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.time.DatabaseTime;
import org.whistle.proof.casefile.CaseFile;
import org.whistle.proof.note.Receipt;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tree.Hash;

/** Makes case files and receipts. */
@Service
public class CaseFiles {

    private final TimelineQueries timeline;
    private final EntryQueries entries;
    private final Proving proving;
    private final LedgerKeys keys;
    private final TrustedKeys producers;
    private final DatabaseTime time;

    CaseFiles(
            TimelineQueries timeline,
            EntryQueries entries,
            Proving proving,
            LedgerKeys keys,
            TrustedKeys producers,
            DatabaseTime time) {
        this.timeline = timeline;
        this.entries = entries;
        this.proving = proving;
        this.keys = keys;
        this.producers = producers;
        this.time = time;
    }

    /** The case file of a case the caller may see, with its proofs. */
    public CaseFile export(UUID caseId, Caller caller) {
        CaseView found = timeline.get(caseId, caller);
        List<StoredEntry> all = entries.ofCase(caseId);
        Shard shard = all.getFirst().shard();
        StoredCheckpoint checkpoint = covering(shard, all.getLast().index() + 1);
        List<StoredEntry> covered = all.stream()
                .filter(entry -> entry.shard().equals(shard) && entry.index() < checkpoint.size())
                .toList();
        if (covered.isEmpty()) {
            throw notSigned();
        }
        return new CaseFile(
                CaseFile.FORMAT,
                caseId.toString(),
                found.caseNumber(),
                keys.origin(shard),
                events(covered, checkpoint),
                checkpoint.published(),
                keys.verifiers(shard).stream().map(VerifierKey::toString).toList(),
                keys.witnesses().stream().map(VerifierKey::toString).toList(),
                producers.all().stream().map(CaseFiles::producerKey).toList(),
                photos(covered),
                caller.account(),
                time.now());
    }

    /** The receipt that proves one event of a case, which the caller may see, to be in the ledger. */
    public Receipt receipt(UUID caseId, long index, Caller caller) {
        StoredEntry entry = entry(caseId, index, caller);
        StoredCheckpoint checkpoint = covering(entry.shard(), index + 1);
        if (checkpoint.size() <= index) {
            throw notSigned();
        }
        List<Hash> proof = proving.inclusion(entry.shard(), List.of(index), checkpoint.size())
                .getFirst();
        return new Receipt(index, proof, checkpoint.parsed());
    }

    /** One event of a case the caller may see. */
    public StoredEntry entry(UUID caseId, long index, Caller caller) {
        timeline.get(caseId, caller);
        return entries.ofCase(caseId).stream()
                .filter(entry -> entry.index() == index)
                .findFirst()
                .orElseThrow(RefusedException::notFound);
    }

    private StoredCheckpoint covering(Shard shard, long size) {
        return proving.covering(shard, size).orElseThrow(CaseFiles::notSigned);
    }

    private static RefusedException notSigned() {
        return new RefusedException(new Refusal.Other(503, "NOT_SIGNED_YET"));
    }

    private List<CaseFile.Event> events(List<StoredEntry> covered, StoredCheckpoint checkpoint) {
        List<List<Hash>> proofs = proving.inclusion(
                checkpoint.shard(), covered.stream().map(StoredEntry::index).toList(), checkpoint.size());
        return IntStream.range(0, covered.size())
                .mapToObj(place -> event(covered.get(place), proofs.get(place)))
                .toList();
    }

    private static CaseFile.Event event(StoredEntry entry, List<Hash> proof) {
        return new CaseFile.Event(
                entry.index(),
                Base64.getEncoder().encodeToString(entry.value()),
                String.valueOf(entry.signature()),
                entry.verdict().name(),
                proof.stream().map(Hash::toString).toList());
    }

    private static List<CaseFile.Photo> photos(List<StoredEntry> covered) {
        Set<CaseFile.Photo> photos = new LinkedHashSet<>();
        covered.forEach(entry -> photos.addAll(CaseFile.photosIn(entry.value())));
        return List.copyOf(photos);
    }

    private static CaseFile.ProducerKey producerKey(TrustedKeys.TrustedKey key) {
        return new CaseFile.ProducerKey(
                key.producer().service(),
                key.keyId(),
                Base64.getEncoder().encodeToString(key.key().getEncoded()));
    }
}
