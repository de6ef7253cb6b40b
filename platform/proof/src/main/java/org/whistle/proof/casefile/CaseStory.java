package org.whistle.proof.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the events of a file make one case: no event of another case, no duplicate, no gap. */
final class CaseStory {

    /** A database's clock may be set back by this much without a finding. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(5);

    private final CaseFile file;
    private final List<Finding> findings;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, CaseFile.Photo> told = new LinkedHashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();
    private long last = -1;

    CaseStory(CaseFile file, List<Finding> findings) {
        this.file = file;
        this.findings = findings;
    }

    void follow(long index, EntryFacts facts) {
        if (!facts.subject().equals(file.caseId())) {
            find(Finding.Kind.OTHER_CASE, index, facts.subject());
            return;
        }
        if (!seen.add(facts.id())) {
            find(Finding.Kind.DUPLICATE_EVENT, index, facts.id());
            return;
        }
        if (index <= last) {
            find(Finding.Kind.WRONG_ORDER, index, "≤ " + last);
        }
        last = index;
        facts.caseNumbers().stream()
                .filter(number -> !number.equals(file.caseNumber()))
                .forEach(number -> find(Finding.Kind.WRONG_CASE_NUMBER, index, number + " ≠ " + file.caseNumber()));
        followProducer(index, facts);
        facts.photos().forEach(photo -> told.put(photo.photoId(), photo));
    }

    private void followProducer(long index, EntryFacts facts) {
        long expected = sequences.getOrDefault(facts.source(), 0L) + 1;
        if (facts.sequence() != expected) {
            find(
                    Finding.Kind.SEQUENCE_GAP,
                    index,
                    facts.source() + ": " + facts.sequence() + " (expected: " + expected + ")");
        }
        sequences.put(facts.source(), facts.sequence());
        Instant before = times.getOrDefault(facts.source(), Instant.MIN);
        if (facts.time().plus(CLOCK_STEP).isBefore(before)) {
            find(Finding.Kind.TIME_REVERSED, index, facts.source() + ": " + facts.time() + " < " + before);
        }
        times.put(facts.source(), facts.time());
    }

    /** Compares the photos, once all events are known. */
    void end() {
        Set<String> listed = new HashSet<>();
        for (CaseFile.Photo photo : file.photos()) {
            listed.add(photo.photoId());
            CaseFile.Photo fromEvents = told.get(photo.photoId());
            if (fromEvents == null) {
                find(Finding.Kind.UNKNOWN_PHOTO, null, photo.photoId());
            } else if (!fromEvents.equals(photo)) {
                find(Finding.Kind.WRONG_PHOTO_HASH, null, photo.photoId());
            }
        }
        told.keySet().stream()
                .filter(token -> !listed.contains(token))
                .forEach(token -> find(Finding.Kind.MISSING_PHOTO, null, token));
    }

    private void find(Finding.Kind kind, @org.jspecify.annotations.Nullable Long index, String detail) {
        findings.add(new Finding(kind, index, detail));
    }
}
