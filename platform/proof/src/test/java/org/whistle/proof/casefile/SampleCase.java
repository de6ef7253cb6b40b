package org.whistle.proof.casefile;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.NoteSigner;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tree.Hash;
import org.whistle.proof.tree.Inclusion;
import org.whistle.proof.tree.Leaves;

/** A small log with one case in it, and the keys of all signers. */
final class SampleCase {

    static final String CASE = "0198a000-0000-7000-8000-000000000001";
    static final String NUMBER = "350902202611010001";
    static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    final KeyPair intake = pair();
    final KeyPair dispatch = pair();
    final NoteSigner log = new NoteSigner("whistle.example/3", VerifierKey.Type.NOTE, pair());
    final NoteSigner witness = new NoteSigner("witness.example", VerifierKey.Type.COSIGNATURE, pair());
    final String token = token("aa");
    final List<String> entries = new ArrayList<>(List.of(
            event(
                    "1",
                    "/intake-service",
                    CASE,
                    0,
                    1,
                    "\"facts\":{\"caseNumber\":\"%s\",\"photoIds\":[\"%s\"]}".formatted(NUMBER, token)),
            event("x", "/intake-service", CASE.replace('1', '2'), 0, 1, ""),
            event("2", "/intake-service", CASE, 10, 2, ""),
            event("3", "/dispatch-service", CASE, 8, 1, ""),
            event("4", "/intake-service", CASE, 20, 3, "\"photoIds\":[\"%s\"]".formatted(token))));
    final List<Integer> indexes = new ArrayList<>(List.of(0, 2, 3, 4));

    CaseFile file() {
        return file(UnaryOperator.identity());
    }

    /** A file over these entries, whose checkpoint's note can be changed. */
    CaseFile file(UnaryOperator<Note> signed) {
        Leaves leaves = new Leaves(
                entries.stream().map(SampleCase::bytes).map(Hash::ofLeaf).toList());
        String text = new Checkpoint(log.verifier().name(), entries.size(), leaves.root(entries.size())).text();
        Note note = signed.apply(new Note(text, List.of(log.sign(text, START), witness.sign(text, START))));
        return new CaseFile(
                CaseFile.FORMAT,
                CASE,
                NUMBER,
                log.verifier().name(),
                indexes.stream().map(index -> line(index, leaves)).toList(),
                note.toString(),
                List.of(log.verifier().toString()),
                List.of(witness.verifier().toString()),
                List.of(key("intake-service", "11111111", intake), key("dispatch-service", "22222222", dispatch)),
                List.of(new CaseFile.Photo(token, "aa01", "aa02")),
                "supervisor",
                START);
    }

    private CaseFile.Event line(int index, Leaves leaves) {
        String entry = entries.get(index);
        boolean dispatched = entry.contains("/dispatch-service");
        return new CaseFile.Event(
                index,
                Base64.getEncoder().encodeToString(bytes(entry)),
                (dispatched ? "22222222:" : "11111111:")
                        + sign(dispatched ? dispatch.getPrivate() : intake.getPrivate(), entry),
                "TRUSTED",
                Inclusion.prove(leaves, index, entries.size()).stream()
                        .map(Hash::toString)
                        .toList());
    }

    static String event(String id, String source, String subject, int seconds, int sequence, String data) {
        return "{\"data\":{%s},\"id\":\"%s\",\"sequence\":%d,\"source\":\"%s\",\"subject\":\"%s\",\"time\":\"%s\"}"
                .formatted(data, id, sequence, source, subject, START.plusSeconds(seconds));
    }

    static String token(String hash) {
        String payload = "{\"kind\":\"NEAR\",\"original\":\"%1$s01\",\"stored\":\"%1$s02\"}".formatted(hash);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(payload)) + ".11111111." + "A".repeat(86);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String sign(PrivateKey key, String entry) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(bytes(entry));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (NoSuchAlgorithmException | InvalidKeyException | SignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CaseFile.ProducerKey key(String service, String keyId, KeyPair pair) {
        return new CaseFile.ProducerKey(
                service,
                keyId,
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }
}
