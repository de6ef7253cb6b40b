package org.whistle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.proof.casefile.CaseFile;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.NoteSigner;
import org.whistle.proof.note.Receipt;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tree.Frontier;
import org.whistle.proof.tree.Hash;

class WhistleVerifyTests {

    private static final String ORIGIN = "whistle.example/0";
    private static final byte[] PHOTO = "a picture".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final KeyPair intake = pair();
    private final NoteSigner log = new NoteSigner(ORIGIN, VerifierKey.Type.NOTE, pair());
    private final NoteSigner witness = new NoteSigner("witness.example", VerifierKey.Type.COSIGNATURE, pair());
    private byte[] entry = new byte[0];

    @BeforeEach
    void writeEntry() throws Exception {
        String evidence = "{\"original\":\"%s\",\"stored\":\"00\"}"
                .formatted(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(PHOTO)));
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(evidence.getBytes(StandardCharsets.UTF_8))
                + ".11111111." + "A".repeat(86);
        entry = """
                {"data":{"photoIds":["%s"]},"id":"1","sequence":1,"source":"/intake-service","subject":"case-1",\
                "time":"2026-11-01T08:00:00Z"}""".formatted(token).getBytes(StandardCharsets.UTF_8);
        CaseFile file = new CaseFile(
                CaseFile.FORMAT,
                "case-1",
                "7",
                ORIGIN,
                List.of(new CaseFile.Event(0, base64(entry), "11111111:" + base64(sign(entry)), "TRUSTED", List.of())),
                checkpoint(entry).toString(),
                List.of(log.verifier().toString()),
                List.of(witness.verifier().toString()),
                List.of(new CaseFile.ProducerKey(
                        "intake-service", "11111111", base64(intake.getPublic().getEncoded()))),
                List.of(new CaseFile.Photo(
                        token,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(PHOTO)),
                        "00")),
                "supervisor",
                Instant.EPOCH);
        write("case.json", file.toJson());
        write("checkpoint", checkpoint(entry).toString());
        write("receipt.tlog-proof", new Receipt(0, List.of(), checkpoint(entry)).toString());
        Files.write(directory.resolve("entry"), entry);
        Files.write(directory.resolve("photo.jpg"), PHOTO);
    }

    @Test
    void anHonestCaseFileIsValid() {
        assertThat(run("case", path("case.json"))).isZero();
        assertThat(said()).startsWith("有效:7").contains("\nvalid: 7").contains("only what the file claims");
        assertThat(run(
                        "case",
                        path("case.json"),
                        "--log-key",
                        log.verifier().toString(),
                        "--witness-key",
                        witness.verifier().toString(),
                        "--photo",
                        path("photo.jpg")))
                .isZero();
        assertThat(said()).contains("照片相符").doesNotContain("--log-key");
    }

    @Test
    void theProcessEndsWithTheCode() throws IOException, InterruptedException {
        assertThat(fork("case", path("case.json"))).isZero();
        assertThat(fork("case", path("case.json"), "--log-key", otherKey())).isEqualTo(1);
        assertThat(fork()).isEqualTo(2);
    }

    @Test
    void aSwappedPhotoIsNamed() throws IOException {
        write("photo.jpg", "another picture");
        assertThat(run("case", path("case.json"), "--photo", path("photo.jpg"))).isEqualTo(1);
        assertThat(said()).startsWith("无效:").contains("✗ 照片内容被替换").contains("photo.jpg");
    }

    @Test
    void aChangedEventIsNamedWithItsLeaf() throws IOException {
        write(
                "case.json",
                Files.readString(directory.resolve("case.json"))
                        .replace(base64(entry), base64("{}".getBytes(StandardCharsets.UTF_8))));
        assertThat(run("case", path("case.json"))).isEqualTo(1);
        assertThat(said()).contains("事件不在账本中 [0] / event is not in the log [0]");
    }

    @Test
    void twoViewsOfOneSizeAreNamed() throws IOException {
        write("other", checkpoint("{}".getBytes(StandardCharsets.UTF_8)).toString());
        assertThat(run(
                        "checkpoint",
                        path("checkpoint"),
                        path("other"),
                        "--log-key",
                        log.verifier().toString()))
                .isEqualTo(1);
        assertThat(said()).contains("两个检查点互相矛盾 / checkpoints contradict each other: 1:");
        assertThat(run("checkpoint", path("checkpoint"), path("checkpoint"))).isZero();
        assertThat(said()).contains("signatures not checked");
    }

    @Test
    void aGrownLogIsConsistentWithItsProofOnly() throws IOException {
        byte[] second = "{}".getBytes(StandardCharsets.UTF_8);
        write("grown", checkpoint(entry, second).toString());
        write("proof", "{\"hashes\":[\"" + Hash.ofLeaf(second) + "\"]}");
        assertThat(run("checkpoint", path("grown"), path("checkpoint"), "--consistency", path("proof")))
                .isZero();
        write("proof", Hash.EMPTY + "\n");
        assertThat(run("checkpoint", path("checkpoint"), path("grown"), "--consistency", path("proof")))
                .isEqualTo(1);
        assertThat(said()).contains("1 → 2");
        assertThat(run("checkpoint", path("checkpoint"), path("grown"))).isEqualTo(2);
    }

    @Test
    void aReceiptProvesItsEntryOnly() throws IOException {
        List<String> keys = List.of(
                "--log-key",
                log.verifier().toString(),
                "--witness-key",
                witness.verifier().toString());
        assertThat(run(with(keys, "proof", path("receipt.tlog-proof"), "--entry", path("entry"))))
                .isZero();
        write("entry", "{}");
        assertThat(run(with(keys, "proof", path("receipt.tlog-proof"), "--entry", path("entry"))))
                .isEqualTo(1);
        assertThat(said()).contains("[0] / event is not in the log [0]");
        assertThat(run("proof", path("receipt.tlog-proof"), "--entry", path("entry"), "--log-key", otherKey()))
                .isEqualTo(1);
        assertThat(said()).contains("no known key of the log");
    }

    @Test
    void unreadableFilesAreInvalidAndMissingOnesWrongUse() throws IOException {
        write("case.json", "{}");
        assertThat(run("case", path("case.json"))).isEqualTo(1);
        assertThat(said()).contains("✗ 无法读取 / unreadable");
        assertThat(run("case", path("nowhere.json"))).isEqualTo(2);
        assertThat(run("case")).isEqualTo(2);
        assertThat(run("proof", path("receipt.tlog-proof"))).isEqualTo(2);
        assertThat(run("case", path("case.json"), "--colour", "red")).isEqualTo(2);
        assertThat(run("case", path("case.json"), "--log-key", "nonsense")).isEqualTo(2);
        assertThat(run("guess")).isEqualTo(2);
        assertThat(said()).contains("usage: java -jar whistle-verify.jar");
    }

    private int run(String... arguments) {
        output.reset();
        return WhistleVerify.run(List.of(arguments), new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    private static String[] with(List<String> keys, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(keys);
        return all.toArray(String[]::new);
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private int fork(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WhistleVerify.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start()
                .waitFor();
    }

    private Note checkpoint(byte[]... entries) {
        Frontier frontier = new Frontier();
        for (byte[] one : entries) {
            frontier.append(Hash.ofLeaf(one));
        }
        String text = new Checkpoint(ORIGIN, frontier.size(), frontier.root()).text();
        return new Note(text, List.of(log.sign(text, Instant.EPOCH), witness.sign(text, Instant.EPOCH)));
    }

    private static String otherKey() {
        PublicKey key = pair().getPublic();
        return new VerifierKey(ORIGIN, VerifierKey.Type.NOTE, key).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private byte[] sign(byte[] bytes) throws Exception {
        PrivateKey key = intake.getPrivate();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
