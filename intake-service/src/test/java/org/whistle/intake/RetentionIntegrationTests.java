package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.CITIZEN;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.AdminEvent;
import org.whistle.events.EventCodec;
import org.whistle.events.Producer;
import org.whistle.events.code.Role;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.intake.photo.TestFiles;
import org.whistle.kit.upkeep.Retention;
import org.whistle.kit.upkeep.Upkeep;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import tools.jackson.databind.JsonNode;

/** What is kept about people, and for how long (trust.md). */
@DeskTest
class RetentionIntegrationTests {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Upkeep upkeep;

    @Autowired
    private List<Retention> retentions;

    @Autowired
    private TransactionTemplate transaction;

    @Value("${whistle.photos.directory}")
    private Path photos;

    private IntakeDesk desk;

    @BeforeEach
    void county() {
        desk = new IntakeDesk(port);
        if (grid().isEmpty()) {
            IntakeDesk.publishCounty();
        }
        await().untilAsserted(() -> assertThat(grid()).isNotEmpty());
    }

    @Test
    void whereSomebodyWasIsForgottenAfter180Days() {
        UUID caseId = UUID.fromString(desk.post("grid", GRID_WORKER, "/cases", IntakeDesk.report("垃圾"))
                .text("caseId"));
        stood(caseId, "181 days");
        stood(caseId, "179 days");

        upkeep.deleteOld();

        assertThat(jdbc.sql("select count(*) from site_position where case_id = :id")
                        .param("id", caseId)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aFileGoesAfterThreeYearsAndItsReadersAloneReadThatItIsGone() throws IOException {
        String photo = upload();
        String stored = EvidenceToken.read(photo).orElseThrow().stored();
        uploaded(stored, "1096 days");
        String caseId =
                desk.post("grid", GRID_WORKER, "/cases", """
                        {"categoryCode":"E0110","description":"垃圾","photoIds":["%s"],
                            "position":{"longitude":119.005,"latitude":26.005}}
                        """.formatted(photo)).text("caseId");
        jdbc.sql("update intake_case set reported_at = whistle_now() - interval '1096 days' where case_id = :id::uuid")
                .param("id", caseId)
                .update();
        closeOldCases();

        await().until(() -> isShown(stored, caseId));

        upkeep.deleteOld();

        assertThat(file(stored)).doesNotExist();
        assertThat(rows(stored)).isZero();
        String old = old(photo, stored);
        assertThat(desk.get("grid", GRID_WORKER, "/photos/" + old).status()).isEqualTo(410);
        assertThat(desk.get("grid", GRID_WORKER, "/photos/" + old).text("code")).isEqualTo("FILE_DELETED");
        TestGrant elsewhere = TestGrant.of(Role.COMMUNITY, "350999002001");
        assertThat(desk.get("elsewhere", elsewhere, "/photos/" + old).status()).isEqualTo(404);
        assertThat(deletions()).contains("upload");
    }

    @Test
    void aDeletedFileIsNoEvidence() throws IOException {
        String photo = upload();
        String stored = EvidenceToken.read(photo).orElseThrow().stored();
        String old = old(photo, stored);
        String report = """
                {"categoryCode":"E0110","description":"垃圾","photoIds":["%s"],
                    "position":{"longitude":119.005,"latitude":26.005}}
                """;
        String more = "{\"note\":\"照片\",\"photoIds\":[\"%s\"]}";
        String supplement = "/cases/"
                + desk.post("citizen", CITIZEN, "/cases", report.formatted(old)).text("caseId") + "/supplement";
        assertThat(desk.post("citizen", CITIZEN, supplement, more.formatted(old))
                        .status())
                .as("an old one that is kept")
                .isEqualTo(200);
        jdbc.sql("delete from upload where stored = :stored")
                .param("stored", stored)
                .update();

        for (IntakeDesk.Answer answer : List.of(
                desk.post("citizen", CITIZEN, "/cases", report.formatted(old)),
                desk.post("citizen", CITIZEN, supplement, more.formatted(old)))) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.firstPointer()).isEqualTo("/photoIds/0");
            assertThat(answer.body().toString()).contains("FILE_DELETED");
        }
    }

    @Test
    void whereAPhotoWasTakenIsForgottenAfter180Days() throws IOException {
        String stored = EvidenceToken.read(upload()).orElseThrow().stored();
        uploaded(stored, "179 days");
        upkeep.deleteOld();
        assertThat(known(stored)).isOne();

        uploaded(stored, "181 days");
        upkeep.deleteOld();

        assertThat(known(stored)).isZero();
        assertThat(file(stored)).exists();
        assertThat(deletions()).contains("upload_position");
        upload();
        assertThat(known(stored)).as("it came again").isOne();
    }

    /** From the case's event on, which comes back through the topic. */
    private boolean isShown(String stored, String caseId) {
        return jdbc.sql("select exists (select from case_file where stored = :stored and case_id = :id::uuid)")
                .param("stored", stored)
                .param("id", caseId)
                .query(Boolean.class)
                .single();
    }

    private long known(String stored) {
        return jdbc.sql(
                        "select count(*) from upload where stored = :stored and (longitude is not null or uploader <> '')")
                .param("stored", stored)
                .query(Long.class)
                .single();
    }

    @Test
    void whereTheServiceEndedBetweenFileAndRowBothGoTheNextTime() throws IOException {
        String stored = EvidenceToken.read(upload()).orElseThrow().stored();
        uploaded(stored, "1096 days");
        closeOldCases();
        Files.delete(file(stored));

        upkeep.deleteOld();

        assertThat(rows(stored)).isZero();
    }

    @Test
    void whatMayBelongToAnOpenCaseStays() throws IOException {
        String stored = EvidenceToken.read(upload()).orElseThrow().stored();
        uploaded(stored, "1096 days");
        closeOldCases();
        UUID caseId = UUID.fromString(desk.post("grid", GRID_WORKER, "/cases", IntakeDesk.report("垃圾"))
                .text("caseId"));
        jdbc.sql("update intake_case set reported_at = whistle_now() - interval '1070 days' where case_id = :id")
                .param("id", caseId)
                .update();

        upkeep.deleteOld();

        assertThat(file(stored)).exists();
        assertThat(rows(stored)).isOne();
    }

    @Test
    void aFileThatCameAgainIsKeptFromThenOn() throws IOException {
        byte[] picture = TestFiles.placed();
        String stored = EvidenceToken.read(upload(picture)).orElseThrow().stored();
        uploaded(stored, "1096 days");
        closeOldCases();
        upload(picture);

        upkeep.deleteOld();

        assertThat(file(stored)).exists();
        assertThat(rows(stored)).isOne();
    }

    @Test
    void oldFilesAndTheOldestOpenCaseAreFoundByTheirIndexes() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("set local enable_seqscan = off").update();

            assertThat(jdbc.sql("explain select stored from upload where " + files().ended() + " limit 100")
                            .query(String.class)
                            .list())
                    .anyMatch(line -> line.contains("upload_age"))
                    .anyMatch(line -> line.contains("intake_case_open_age"));
        });
    }

    private Retention files() {
        return retentions.stream()
                .filter(retention -> retention.table().equals("upload"))
                .findFirst()
                .orElseThrow();
    }

    private String upload() throws IOException {
        return upload(TestFiles.placed());
    }

    private String upload(byte[] picture) throws IOException {
        return desk.upload("grid", GRID_WORKER, "/photos", picture, "NEAR").text("photoId");
    }

    private void uploaded(String stored, String ago) {
        jdbc.sql("update upload set uploaded_at = whistle_now() - :ago::interval where stored = :stored")
                .param("ago", ago)
                .param("stored", stored)
                .update();
    }

    private void closeOldCases() {
        jdbc.sql("update intake_case set open = false where reported_at < whistle_now() - interval '1000 days'")
                .update();
    }

    /** The token of the same file as it would have been signed then. */
    private static String old(String token, String stored) {
        Evidence evidence = EvidenceToken.read(token).orElseThrow();
        return EvidenceToken.sign(
                new Evidence(
                        evidence.kind(),
                        evidence.original(),
                        stored,
                        evidence.size(),
                        Instant.now().minus(Duration.ofDays(1_096)),
                        null,
                        null,
                        null,
                        evidence.uploader()),
                TestSystem.shared().keys().signingKey(Producer.INTAKE));
    }

    private Path file(String stored) {
        return photos.resolve(stored.substring(0, 2)).resolve(stored);
    }

    private long rows(String stored) {
        return jdbc.sql("select count(*) from upload where stored = :stored")
                .param("stored", stored)
                .query(Long.class)
                .single();
    }

    private List<String> deletions() {
        return jdbc
                .sql("select value from event where topic = 'admin-events' and key = '350999'")
                .query(byte[].class)
                .list()
                .stream()
                .flatMap(value -> EventCodec.decode(value).data() instanceof AdminEvent.RecordsDeleted deleted
                        ? Stream.of(deleted.table())
                        : Stream.empty())
                .toList();
    }

    private void stood(UUID caseId, String ago) {
        jdbc.sql("""
                        insert into site_position (case_id, account, action, longitude, latitude, taken_at)
                        values (:id, 'grid2', 'check', 119, 26, whistle_now() - :ago::interval)
                        """).param("id", caseId).param("ago", ago).update();
    }

    private JsonNode grid() {
        return desk.get("grid", GRID_WORKER, "/grids?contains=119.005,26.005").body();
    }
}
