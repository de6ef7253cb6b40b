package org.whistle.audit.ledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.whistle.audit.AuditClient;
import org.whistle.audit.StoryTeller;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.checkpoint.TestWitness;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Producer;
import org.whistle.events.code.Role;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.proof.casefile.CaseFile;
import org.whistle.proof.casefile.CaseFileVerifier;
import org.whistle.proof.casefile.PinnedKeys;
import org.whistle.proof.casefile.Verification;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.Receipt;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tile.EntryBundle;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tree.Consistency;
import org.whistle.proof.tree.Hash;
import org.whistle.proof.tree.Inclusion;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import org.whistle.testing.TestTopic;
import org.whistle.verifier.WhistleVerify;
import tools.jackson.databind.JsonNode;

/** The ledger's HTTP interface: from the topic to a proof that a client has downloaded. */
@DeskTest
class LedgerApiIntegrationTests {

    private static final TestWitness WITNESS = TestWitness.start();

    @TempDir
    Path directory;

    private final TestTopic topic = new TestTopic("case-events");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private AuditClient supervisor;
    private AuditClient auditor;
    private AuditClient worker;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        WITNESS.tell(registry);
    }

    @BeforeEach
    void signIn() {
        supervisor = AuditClient.supervisor(port);
        auditor = AuditClient.as(port, "auditor", TestGrant.of(Role.AUDIT_ADMIN, "350999"));
        worker = AuditClient.as(port, "worker", TestGrant.of(Role.GRID_WORKER, StoryTeller.GRID));
    }

    @AfterEach
    void disconnect() {
        topic.close();
        supervisor.close();
        auditor.close();
        worker.close();
    }

    @AfterAll
    static void stop() {
        WITNESS.close();
    }

    @Test
    void aCaseLeavesWithEverythingThatProvesIt() {
        StoryTeller story =
                told(StoryTeller.reported("垃圾满溢").dispatchedTo("SANITATION").closed());
        await().until(() -> cosignedSize(shardOf(story)) >= lastIndexOf(story) + 1);
        AuditClient.Answer answer = worker.get("/cases/" + story.caseId() + "/proof");
        assertThat(answer.status()).isEqualTo(200);
        CaseFile file = CaseFile.parse(answer.body());
        assertThat(file.events()).hasSize(story.events().size());
        assertThat(file.exportedBy()).isEqualTo("worker");
        Verification verification = CaseFileVerifier.verify(file, pinned(shardOf(story), file));
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.claimed()).isEmpty();
    }

    @Test
    void aPhotoThatWasSwappedIsFoundByTheCaseFile() throws IOException {
        byte[] picture = {1, 2, 3};
        StoryTeller story = StoryTeller.reported("墙面涂鸦").dispatchedTo("SANITATION");
        told(story.tell(
                Producer.DEPARTMENT,
                new DepartmentEvent.ProgressNoted("wiped", List.of(photoOf(picture))),
                story.part()));
        CaseFile file =
                CaseFile.parse(worker.get("/cases/" + story.caseId() + "/proof").body());
        assertThat(file.photos()).extracting(CaseFile.Photo::stored).containsExactly(sha256(picture));
        Path exported = Files.writeString(directory.resolve("case.json"), file.toJson());
        Path photo = Files.write(directory.resolve("photo"), picture);
        assertThat(verify("case", exported.toString(), "--photo", photo.toString()))
                .isZero();
        Files.write(photo, new byte[] {1, 2, 4});
        assertThat(verify("case", exported.toString(), "--photo", photo.toString()))
                .isEqualTo(1);
    }

    @Test
    void aLogIsVerifiedOnDemand() {
        StoryTeller story = told(StoryTeller.reported("消防通道堵塞"));
        JsonNode report =
                auditor.post("/logs/" + shardOf(story).name() + "/verify", "").json();
        assertThat(report.get("findings")).isEmpty();
        assertThat(report.get("valid").asBoolean()).isTrue();
        assertThat(report.get("size").asLong()).isGreaterThan(lastIndexOf(story));
    }

    @Test
    void oneEventLeavesWithAReceipt() {
        StoryTeller story = told(StoryTeller.reported("污水外溢"));
        long index = lastIndexOf(story);
        String base = "/cases/" + story.caseId() + "/events/" + index;
        Receipt receipt = Receipt.parse(worker.get(base + "/receipt").body());
        byte[] entry = worker.get(base + "/entry").body().getBytes(StandardCharsets.UTF_8);
        Checkpoint checkpoint = Checkpoint.parse(receipt.checkpoint().text());
        assertThat(Inclusion.holds(Hash.ofLeaf(entry), index, checkpoint.size(), receipt.proof(), checkpoint.root()))
                .isTrue();
        assertThat(receipt.checkpoint().signers(logKeys(shardOf(story)))).hasSize(1);
        assertThat(worker.get("/cases/" + story.caseId() + "/events/" + (index + 100_000) + "/receipt")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoMayNotSeeTheCaseSeesNoProof() {
        StoryTeller story = told(StoryTeller.reported("流浪犬"));
        try (AuditClient stranger =
                AuditClient.as(port, "stranger", TestGrant.of(Role.GRID_WORKER, "350999002002002"))) {
            assertThat(stranger.get("/cases/" + story.caseId() + "/proof").status())
                    .isEqualTo(404);
            assertThat(stranger.get("/cases/" + story.caseId() + "/events/0/receipt")
                            .status())
                    .isEqualTo(404);
            assertThat(stranger.get("/cases/" + story.caseId() + "/events/0/entry")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(auditor.get("/cases/" + story.caseId() + "/proof").status()).isEqualTo(404);
    }

    @Test
    void aGrowingLogIsConsistentForEverybodySignedIn() {
        StoryTeller first = told(StoryTeller.reported("路面塌陷").dispatchedTo("SANITATION"));
        Shard shard = shardOf(first);
        await().until(() -> cosignedSize(shard) > 0);
        Checkpoint older = checkpoint(shard);
        while (lastIndex(shard) < older.size()) {
            told(StoryTeller.reported("路面塌陷"));
        }
        await().until(() -> checkpoint(shard).size() > older.size());
        Checkpoint newer = checkpoint(shard);
        JsonNode proof = worker.get(
                        "/logs/%s/consistency?from=%d&to=%d".formatted(shard.name(), older.size(), newer.size()))
                .json();
        assertThat(Consistency.holds(
                        older.size(), older.root(), newer.size(), newer.root(), hashes(proof.get("hashes"))))
                .isTrue();
    }

    @Test
    void thoseWhoSuperviseReadEntriesAndTiles() {
        StoryTeller story = told(StoryTeller.reported("乱扔垃圾").dispatchedTo("SANITATION"));
        Shard shard = shardOf(story);
        await().until(() -> cosignedSize(shard) > lastIndexOf(story));
        Checkpoint checkpoint = checkpoint(shard);
        String log = "/logs/" + shard.name();
        long last = lastIndexOf(story);
        JsonNode entry = supervisor
                .get(log + "/entries?from=%d&to=%d".formatted(last, last + 1))
                .json()
                .get(0);
        byte[] value = Base64.getDecoder().decode(entry.get("entry").asString());
        assertThat(entry.get("leafHash").asString())
                .isEqualTo(Hash.ofLeaf(value).toString());
        JsonNode inclusion = auditor.get(log + "/inclusion?index=%d&size=%d".formatted(last, checkpoint.size()))
                .json();
        assertThat(Inclusion.holds(
                        Hash.ofLeaf(value),
                        last,
                        checkpoint.size(),
                        hashes(inclusion.get("hashes")),
                        checkpoint.root()))
                .isTrue();
        long size = checkpoint.size() % 256;
        String edge = "%03d.p/%d".formatted(checkpoint.size() / 256, size);
        if (size > 0) {
            List<Hash> tile = Tile.hashes(bytes(supervisor, log + "/tile/0/" + edge));
            AuditClient everywhere = AuditClient.as(
                    port,
                    "everywhere",
                    IntStream.rangeClosed(1, 9)
                            .mapToObj(digit -> TestGrant.of(Role.SUPERVISOR, String.valueOf(digit)))
                            .toArray(TestGrant[]::new));
            List<byte[]> bundle = EntryBundle.decode(bytes(everywhere, log + "/tile/entries/" + edge));
            assertThat(bundle.stream().map(Hash::ofLeaf).toList()).isEqualTo(tile);
        }
    }

    @Test
    void nobodyElseReadsContents() {
        for (String path :
                List.of("/entries?from=0&to=1", "/inclusion?index=0&size=1", "/tile/0/000", "/tile/entries/000")) {
            assertThat(worker.get("/logs/0" + path).status()).as(path).isEqualTo(403);
            assertThat(supervisor.get("/logs/admin" + path).status()).as(path).isEqualTo(403);
        }
        assertThat(worker.post("/logs/0/verify", "").status()).isEqualTo(403);
        assertThat(auditor.get("/logs/admin/entries?from=0&to=1").status()).isEqualTo(200);
    }

    /** Both may verify all of it. */
    @Test
    void anAuditorReadsNoCaseAndASupervisorNoneOfAnotherCounty() {
        StoryTeller story = told(StoryTeller.reported("邻里纠纷"));
        String log = "/logs/" + shardOf(story).name();
        long last = lastIndexOf(story);
        String entries = log + "/entries?from=%d&to=%d".formatted(last, last + 1);
        AuditClient elsewhere = AuditClient.as(port, "elsewhere", TestGrant.of(Role.SUPERVISOR, "350998"));
        String bundle = log + "/tile/entries/%03d.p/%d".formatted(last / 256, last % 256 + 1);

        assertThat(supervisor.get(entries).json().get(0).has("entry")).isTrue();
        for (AuditClient other : List.of(auditor, elsewhere)) {
            JsonNode entry = other.get(entries).json().get(0);
            assertThat(entry.get("leafHash").asString()).hasSize(44);
            assertThat(entry.has("entry")).isFalse();
            assertThat(entry.has("signature")).isFalse();
            assertThat(other.get(bundle).status()).isEqualTo(403);
        }
    }

    @Test
    void whatIsNotThereIsSaidFieldByField() {
        Map<String, String> wrong = Map.of(
                "/logs/0/entries?from=-1&to=1", "/from",
                "/logs/0/entries?from=5&to=4", "/to",
                "/logs/0/entries?from=0&to=300", "/to",
                "/logs/0/inclusion?index=0&size=99999999", "/size",
                "/logs/0/consistency?from=0&to=99999999", "/to");
        wrong.forEach((path, field) -> {
            AuditClient.Answer answer = supervisor.get(path);
            assertThat(answer.status()).as(path).isEqualTo(422);
            assertThat(answer.json().get("errors").get(0).get("pointer").asString())
                    .isEqualTo(field);
        });
        assertThat(supervisor.get("/logs/0/consistency?from=x&to=1").status()).isEqualTo(400);
        for (String path : List.of(
                "/logs/13/checkpoint",
                "/logs/00/checkpoint",
                "/logs/0/tile/0/999",
                "/logs/0/tile/0/x",
                "/logs/0/tile/9/000",
                "/logs/0/tile/entries/000.p/999")) {
            assertThat(supervisor.get(path).status()).as(path).isEqualTo(404);
        }
    }

    private static String photoOf(byte[] picture) {
        Evidence evidence = new Evidence(
                Evidence.Kind.AFTER,
                sha256(new byte[0]),
                sha256(picture),
                picture.length,
                Instant.parse("2026-11-23T01:00:00Z"),
                null,
                null,
                null,
                "worker");
        return EvidenceToken.sign(evidence, TestSystem.shared().keys().signingKey(Producer.INTAKE));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int verify(String... arguments) {
        return WhistleVerify.run(
                List.of(arguments), new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    private StoryTeller told(StoryTeller story) {
        topic.publish(story.events());
        await().until(() ->
                supervisor.get("/cases/" + story.caseId() + "/timeline").status() == 200
                        && supervisor
                                        .get("/cases/" + story.caseId() + "/timeline")
                                        .json()
                                        .size()
                                == story.events().size());
        return story;
    }

    private Shard shardOf(StoryTeller story) {
        return new Shard(jdbc.sql("select distinct shard from entry where case_id = :id")
                .param("id", story.caseId())
                .query(Integer.class)
                .single());
    }

    private long lastIndexOf(StoryTeller story) {
        return jdbc.sql("select max(index) from entry where case_id = :id")
                .param("id", story.caseId())
                .query(Long.class)
                .single();
    }

    private long lastIndex(Shard shard) {
        return log(shard).get("size").asLong() - 1;
    }

    private long cosignedSize(Shard shard) {
        JsonNode checkpoint = log(shard).path("checkpoint");
        return checkpoint.path("cosigned").asBoolean(false)
                ? checkpoint.get("size").asLong()
                : 0;
    }

    private JsonNode log(Shard shard) {
        return worker.get("/logs").json().get(shard.number());
    }

    private Checkpoint checkpoint(Shard shard) {
        Note note =
                Note.parse(worker.get("/logs/" + shard.name() + "/checkpoint").body());
        assertThat(note.signers(logKeys(shard))).hasSize(1);
        return Checkpoint.parse(note.text());
    }

    private List<VerifierKey> logKeys(Shard shard) {
        return texts(log(shard).get("keys")).stream().map(VerifierKey::parse).toList();
    }

    private PinnedKeys pinned(Shard shard, CaseFile file) {
        return new PinnedKeys(logKeys(shard), List.of(VerifierKey.parse(WITNESS.key())), file.producerKeys());
    }

    private static List<Hash> hashes(JsonNode array) {
        return texts(array).stream().map(Hash::ofBase64).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static byte[] bytes(AuditClient client, String path) {
        try {
            HttpResponse<byte[]> response =
                    client.http().send(client.request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
