package org.whistle.proof.casefile;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.InvalidNoteException;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tree.Hash;
import org.whistle.proof.tree.Inclusion;

/** Verifies a case file and reports every fault. */
public final class CaseFileVerifier {

    private final PinnedKeys pinned;
    private final List<Finding> findings = new ArrayList<>();

    private CaseFileVerifier(PinnedKeys pinned) {
        this.pinned = pinned;
    }

    /** Verifies with the keys that the reader knows, and with the file's own where the reader knows none. */
    public static Verification verify(CaseFile file, PinnedKeys pinned) {
        return new CaseFileVerifier(pinned).verify(file);
    }

    private Verification verify(CaseFile file) {
        List<VerifierKey> logKeys = pinned.log().isEmpty() ? parse(file.logKeys()) : pinned.log();
        List<VerifierKey> witnesses = pinned.witnesses().isEmpty() ? parse(file.witnessKeys()) : pinned.witnesses();
        Optional<Checkpoint> checkpoint =
                new CheckpointCheck(logKeys, witnesses).check(file.checkpoint(), findings::add);
        checkpoint
                .filter(found -> !found.origin().equals(file.origin()))
                .ifPresent(found -> find(Finding.Kind.WRONG_ORIGIN, null, found.origin() + " ≠ " + file.origin()));
        if (file.events().isEmpty()) {
            find(Finding.Kind.NO_EVENTS, null, file.caseId());
        }
        ProducerKeys producers =
                new ProducerKeys(pinned.producers().isEmpty() ? file.producerKeys() : pinned.producers());
        CaseStory story = new CaseStory(file, findings);
        for (CaseFile.Event event : file.events()) {
            Optional<byte[]> entry = entryOf(event);
            entry.ifPresent(bytes -> checkpoint.ifPresent(found -> checkIncluded(event, bytes, found)));
            entry.flatMap(EntryFacts::read)
                    .ifPresentOrElse(
                            facts -> {
                                checkProducer(event, entry.orElseThrow(), facts, producers);
                                story.follow(event.index(), facts);
                            },
                            () -> find(Finding.Kind.UNREADABLE_ENTRY, event.index(), "JSON"));
        }
        story.end();
        return new Verification(findings, claims(witnesses));
    }

    private Set<Verification.Claim> claims(List<VerifierKey> witnesses) {
        Set<Verification.Claim> claims = EnumSet.noneOf(Verification.Claim.class);
        if (pinned.log().isEmpty()) {
            claims.add(Verification.Claim.LOG_KEYS);
        }
        if (witnesses.isEmpty()) {
            claims.add(Verification.Claim.NO_WITNESS);
        } else if (pinned.witnesses().isEmpty()) {
            claims.add(Verification.Claim.WITNESS_KEYS);
        }
        if (pinned.producers().isEmpty()) {
            claims.add(Verification.Claim.PRODUCER_KEYS);
        }
        return claims;
    }

    private void checkIncluded(CaseFile.Event event, byte[] entry, Checkpoint checkpoint) {
        boolean included;
        try {
            List<Hash> proof = event.inclusion().stream().map(Hash::ofBase64).toList();
            included = Inclusion.holds(Hash.ofLeaf(entry), event.index(), checkpoint.size(), proof, checkpoint.root());
        } catch (IllegalArgumentException e) {
            included = false;
        }
        if (!included) {
            find(Finding.Kind.NOT_INCLUDED, event.index(), checkpoint.origin() + ", " + checkpoint.size());
        }
    }

    private void checkProducer(CaseFile.Event event, byte[] entry, EntryFacts facts, ProducerKeys producers) {
        if (!event.verdict().equals("TRUSTED")) {
            find(Finding.Kind.UNTRUSTED_EVENT, event.index(), event.verdict());
        }
        Optional<String> signer = producers.signer(entry, event.signature());
        if (signer.isEmpty()) {
            find(Finding.Kind.WRONG_PRODUCER_SIGNATURE, event.index(), facts.source());
        } else if (!facts.source().equals("/" + signer.get())) {
            find(Finding.Kind.SIGNED_BY_ANOTHER, event.index(), facts.source() + " ≠ " + signer.get());
        }
    }

    private Optional<byte[]> entryOf(CaseFile.Event event) {
        try {
            return Optional.of(Base64.getDecoder().decode(event.entry()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<VerifierKey> parse(List<String> keys) {
        List<VerifierKey> parsed = new ArrayList<>();
        for (String key : keys) {
            try {
                parsed.add(VerifierKey.parse(key));
            } catch (InvalidNoteException e) {
                find(Finding.Kind.UNREADABLE, null, String.valueOf(e.getMessage()));
            }
        }
        return parsed;
    }

    private void find(Finding.Kind kind, @org.jspecify.annotations.Nullable Long index, String detail) {
        findings.add(new Finding(kind, index, detail));
    }
}
