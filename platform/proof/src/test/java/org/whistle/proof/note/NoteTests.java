package org.whistle.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whistle.proof.tree.Hash;

class NoteTests {

    private static final String KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String NOTE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;
    private static final String CHECKPOINT = """
            grid.example/audit
            1000003
            YYe/IbmYaN1vcvgc0Xhi5zycn1bTkXrG/d9jedUI9OY=

            — grid.example/audit 2+pt2+oZ/gF2F3ub98n2flkReWNJuPcupOAu9LZO2+/cXMFp6y0x8bUW2jOkYKVhmAxpbEmt07UWocuD5GruqQP+/gg=
            """;
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    @Test
    void theWellKnownNoteIsVerified() {
        VerifierKey key = VerifierKey.parse(KEY);
        Note note = Note.parse(NOTE);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.signers(List.of(key))).containsExactly(key);
        assertThat(note).hasToString(NOTE);
        assertThat(key).hasToString(KEY);
    }

    @Test
    void aKnownKeyWhoseSignatureFailsRejectsTheNote() {
        Note changed = Note.parse(NOTE.replace("example message", "eXample message"));
        assertThatExceptionOfType(InvalidNoteException.class)
                .isThrownBy(() -> changed.signers(List.of(VerifierKey.parse(KEY))));
    }

    @Test
    void unknownKeysAreIgnored() {
        Note note = Note.parse(CHECKPOINT);
        assertThat(note.signers(List.of(VerifierKey.parse(KEY)))).isEmpty();
        NoteSigner signer = signer("grid.example/audit", VerifierKey.Type.NOTE);
        Note both = note.with(signer.sign(note.text(), NOW));
        assertThat(Note.parse(both.toString()).signers(List.of(signer.verifier())))
                .containsExactly(signer.verifier());
    }

    @Test
    void theExampleCheckpointIsRead() {
        Checkpoint checkpoint = Checkpoint.parse(Note.parse(CHECKPOINT).text());
        assertThat(checkpoint.origin()).isEqualTo("grid.example/audit");
        assertThat(checkpoint.size()).isEqualTo(1_000_003);
        assertThat(checkpoint.text()).isEqualTo(Note.parse(CHECKPOINT).text());
    }

    @Test
    void aWitnessSignsTheCheckpointAtATime() {
        NoteSigner log = signer("whistle/0", VerifierKey.Type.NOTE);
        NoteSigner witness = signer("witness.example", VerifierKey.Type.COSIGNATURE);
        String text = new Checkpoint("whistle/0", 7, Hash.EMPTY).text();
        Note note = new Note(text, List.of(log.sign(text, NOW))).with(witness.sign(text, NOW));
        Note read = Note.parse(note.toString());
        assertThat(read.signers(List.of(log.verifier(), witness.verifier())))
                .containsExactly(log.verifier(), witness.verifier());
        assertThat(read.signatureOf(witness.verifier()).map(Cosignature::time)).contains(NOW);
        Note other = new Note(text.replace("\n7\n", "\n8\n"), read.signatures());
        assertThatExceptionOfType(InvalidNoteException.class)
                .isThrownBy(() -> other.signers(List.of(witness.verifier())));
    }

    @Test
    void aKeyIsReadBackFromItsText() {
        for (VerifierKey.Type type : VerifierKey.Type.values()) {
            VerifierKey key = signer("whistle.example/3", type).verifier();
            assertThat(VerifierKey.parse(key.toString())).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "foo",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+Aeky",
                "exam ple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void anyOtherTextIsNoKey(String text) {
        assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> VerifierKey.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\nfoo bar\n",
                "text\n\n— foo ???\n",
                "text\n\n— foo AAAA\n",
                "text\n\n— foo AAAAAAAA",
                "te\u0007xt\n\n— foo AAAAAAAA\n"
            })
    void anyOtherTextIsNoNote(String text) {
        assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Note.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n1\n",
                "o\n01\nYYe/IbmYaN1vcvgc0Xhi5zycn1bTkXrG/d9jedUI9OY=\n",
                "o\n-1\nYYe/IbmYaN1vcvgc0Xhi5zycn1bTkXrG/d9jedUI9OY=\n",
                "o\n1\nYYe/IbmYaN1vcvgc0Xhi5zycn1bTkXrG/d9jedUI9OZ=\n",
                "o\n1\nYYe/IbmYaN1vcvgc0Xhi5zycn1bTkXrG/d9jedUI9OY=\nextension\n"
            })
    void anyOtherTextIsNoCheckpoint(String text) {
        assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Checkpoint.parse(text));
    }

    @Test
    void aReceiptIsReadBack() {
        Receipt receipt = new Receipt(5, List.of(Hash.EMPTY, Hash.ofLeaf(new byte[0])), Note.parse(CHECKPOINT));
        assertThat(receipt.toString()).startsWith("c2sp.org/tlog-proof@v1\nindex 5\n47DEQpj8");
        assertThat(Receipt.parse(receipt.toString())).hasToString(receipt.toString());
        Receipt alone = new Receipt(0, List.of(), Note.parse(CHECKPOINT));
        assertThat(Receipt.parse(alone.toString())).hasToString(alone.toString());
        String extra = receipt.toString().replace("index", "extra aGk=\nindex");
        assertThat(Receipt.parse(extra).index()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v2\nindex 5\n\n",
                "c2sp.org/tlog-proof@v1\n\n",
                "c2sp.org/tlog-proof@v1\nindex 05\n\n",
                "c2sp.org/tlog-proof@v1\nindex 5\nAAAA\n\nx"
            })
    void anyOtherTextIsNoReceipt(String text) {
        assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Receipt.parse(text));
    }

    private static NoteSigner signer(String name, VerifierKey.Type type) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new NoteSigner(name, type, pair);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
