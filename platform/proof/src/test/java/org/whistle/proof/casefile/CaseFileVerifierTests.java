package org.whistle.proof.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.proof.casefile.Finding.Kind;
import org.whistle.proof.casefile.Verification.Claim;
import org.whistle.proof.note.InvalidNoteException;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.NoteSigner;
import org.whistle.proof.note.VerifierKey;

class CaseFileVerifierTests {

    private final SampleCase sample = new SampleCase();

    @Test
    void anHonestFileHoldsAsFarAsItsOwnKeysDo() {
        Verification verification = verify(CaseFile.parse(sample.file().toJson()));
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.claimed())
                .containsExactlyInAnyOrder(Claim.LOG_KEYS, Claim.WITNESS_KEYS, Claim.PRODUCER_KEYS);
    }

    @Test
    void keysKnownFromElsewhereLeaveNothingClaimed() {
        CaseFile file = sample.file();
        Verification verification = CaseFileVerifier.verify(
                file,
                new PinnedKeys(
                        List.of(sample.log.verifier()), List.of(sample.witness.verifier()), file.producerKeys()));
        assertThat(verification.valid()).isTrue();
        assertThat(verification.claimed()).isEmpty();
    }

    @Test
    void aFileOfSomebodyElsesLogIsNotOurs() {
        NoteSigner other = new NoteSigner("whistle.example/3", VerifierKey.Type.NOTE, SampleCase.pair());
        assertThat(kinds(CaseFileVerifier.verify(
                        sample.file(), new PinnedKeys(List.of(other.verifier()), List.of(), List.of()))))
                .containsExactly(Kind.UNKNOWN_LOG_KEY);
    }

    @Test
    void aMissingWitnessIsNamed() {
        CaseFile file =
                sample.file(note -> new Note(note.text(), note.signatures().subList(0, 1)));
        assertThat(kinds(verify(file))).containsExactly(Kind.MISSING_WITNESS);
    }

    @Test
    void aChangedCheckpointIsNamed() {
        CaseFile file = sample.file(note -> new Note(note.text().replace("\n5\n", "\n6\n"), note.signatures()));
        assertThat(kinds(verify(file))).contains(Kind.BAD_NOTE_SIGNATURE, Kind.NOT_INCLUDED);
    }

    @Test
    void aChangedEventIsNamedWithItsLeaf() {
        CaseFile file = sample.file();
        CaseFile.Event third = file.events().get(2);
        String changed = sample.entries.get(3).replace("08:00:08", "08:00:09");
        CaseFile forged = with(
                file, 2, new CaseFile.Event(3, base64(changed), third.signature(), third.verdict(), third.inclusion()));
        assertThat(verify(forged).findings())
                .extracting(Finding::kind, Finding::index)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.NOT_INCLUDED, 3L),
                        org.assertj.core.groups.Tuple.tuple(Kind.WRONG_PRODUCER_SIGNATURE, 3L));
    }

    @Test
    void anEventSignedByAnotherServiceIsNamed() {
        CaseFile file = sample.file();
        CaseFile.Event third = file.events().get(2);
        String signature = "11111111:" + SampleCase.sign(sample.intake.getPrivate(), sample.entries.get(3));
        CaseFile forged =
                with(file, 2, new CaseFile.Event(3, third.entry(), signature, third.verdict(), third.inclusion()));
        assertThat(kinds(verify(forged))).containsExactly(Kind.SIGNED_BY_ANOTHER);
    }

    @Test
    void anEventLeftOutLeavesAGap() {
        sample.indexes.remove(1);
        assertThat(verify(sample.file()).findings())
                .extracting(Finding::kind, Finding::index)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.SEQUENCE_GAP, 4L));
    }

    @Test
    void anEventOfAnotherCaseIsNamed() {
        sample.indexes.add(1, 1);
        assertThat(kinds(verify(sample.file()))).containsExactly(Kind.OTHER_CASE);
    }

    @Test
    void anEventToldTwiceIsNamed() {
        sample.indexes.add(4);
        assertThat(kinds(verify(sample.file()))).containsExactly(Kind.DUPLICATE_EVENT);
    }

    @Test
    void anotherOrderThanTheLogsIsNamed() {
        sample.indexes.remove(2);
        sample.indexes.add(0, 3);
        assertThat(kinds(verify(sample.file()))).containsExactly(Kind.WRONG_ORDER);
    }

    @Test
    void timeThatRunsBackwardsIsNamed() {
        sample.entries.set(2, SampleCase.event("2", "/intake-service", SampleCase.CASE, 40, 2, ""));
        assertThat(kinds(verify(sample.file()))).containsExactly(Kind.TIME_REVERSED);
    }

    @Test
    void anEventThatTheLedgerRefusedIsNamed() {
        CaseFile file = sample.file();
        CaseFile.Event first = file.events().getFirst();
        CaseFile changed =
                with(file, 0, new CaseFile.Event(0, first.entry(), first.signature(), "REFUSED", first.inclusion()));
        assertThat(kinds(verify(changed))).containsExactly(Kind.UNTRUSTED_EVENT);
    }

    @Test
    void photosAreThoseOfTheEvents() {
        CaseFile file = sample.file();
        String foreign = SampleCase.token("bb");
        assertThat(kinds(verify(with(file, new CaseFile.Photo(foreign, "bb01", "bb02")))))
                .containsExactly(Kind.UNKNOWN_PHOTO, Kind.MISSING_PHOTO);
        assertThat(kinds(verify(with(file, new CaseFile.Photo(sample.token, "aa01", "cc02")))))
                .containsExactly(Kind.WRONG_PHOTO_HASH);
    }

    @Test
    void anotherCaseNumberIsNamed() {
        sample.entries.set(
                0,
                SampleCase.event(
                        "1",
                        "/intake-service",
                        SampleCase.CASE,
                        0,
                        1,
                        "\"facts\":{\"caseNumber\":\"7\",\"photoIds\":[\"%s\"]}".formatted(sample.token)));
        assertThat(kinds(verify(sample.file()))).containsExactly(Kind.WRONG_CASE_NUMBER);
    }

    @Test
    void anUnreadableEventIsNamed() {
        sample.entries.set(4, "not JSON");
        assertThat(kinds(verify(sample.file()))).containsExactly(Kind.UNREADABLE_ENTRY);
    }

    @Test
    void otherJsonIsNoCaseFile() {
        for (String text : List.of("", "{}", "[]", sample.file().toJson().replace("@v1", "@v2"))) {
            assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> CaseFile.parse(text));
        }
    }

    private static Verification verify(CaseFile file) {
        return CaseFileVerifier.verify(file, PinnedKeys.NONE);
    }

    private static List<Kind> kinds(Verification verification) {
        return verification.findings().stream().map(Finding::kind).toList();
    }

    private static String base64(String entry) {
        return Base64.getEncoder().encodeToString(SampleCase.bytes(entry));
    }

    private static CaseFile with(CaseFile file, int place, CaseFile.Event event) {
        List<CaseFile.Event> events = new java.util.ArrayList<>(file.events());
        events.set(place, event);
        return copy(file, events, file.photos());
    }

    private static CaseFile with(CaseFile file, CaseFile.Photo photo) {
        return copy(file, file.events(), List.of(photo));
    }

    private static CaseFile copy(CaseFile file, List<CaseFile.Event> events, List<CaseFile.Photo> photos) {
        return new CaseFile(
                file.format(),
                file.caseId(),
                file.caseNumber(),
                file.origin(),
                events,
                file.checkpoint(),
                file.logKeys(),
                file.witnessKeys(),
                file.producerKeys(),
                photos,
                file.exportedBy(),
                file.exportedAt());
    }
}
