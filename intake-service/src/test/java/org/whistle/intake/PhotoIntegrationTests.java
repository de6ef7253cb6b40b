package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.CITIZEN;
import static org.whistle.intake.IntakeDesk.COMMUNITY;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;
import static org.whistle.intake.IntakeDesk.STREET;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.Role;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.intake.photo.TestFiles;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;

@DeskTest
class PhotoIntegrationTests {

    private static final String PHOTOS = "/photos/";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private IntakeDesk desk;

    @Autowired
    private ReferenceData reference;

    @BeforeEach
    void desk() {
        desk = IntakeDesk.inCounty(port, reference);
    }

    @Test
    void aPhotoThatSaysAWrongPlaceIsTakenWithoutOne() throws IOException {
        IntakeDesk.Answer answer = desk.upload("grid", GRID_WORKER, "/photos", TestFiles.badPosition(), "NEAR");

        assertThat(answer.status()).isEqualTo(201);
        Evidence evidence = EvidenceToken.read(answer.text("photoId")).orElseThrow();
        assertThat(evidence.takenAt()).isNotNull();
        assertThat(evidence.positionHash()).isNull();
        assertThat(positions(evidence)).isZero();
    }

    @Test
    void aPlaceIsKeptHereAndItsHashCannotBeTried() throws IOException {
        IntakeDesk.Answer answer = desk.upload("grid", GRID_WORKER, "/photos", TestFiles.placed(), "NEAR");

        Evidence evidence = EvidenceToken.read(answer.text("photoId")).orElseThrow();
        assertThat(evidence.positionHash()).as("no salt beside it").matches("[0-9a-f]{64}");
        assertThat(positions(evidence)).isOne();
    }

    @Test
    void whatIsNotTakenIsRefusedWithItsFieldAndWhatIsAllowed() throws IOException {
        refused(TestFiles.thin(), "TOO_MANY_PIXELS", "20000 pixels");
        refused(TestFiles.heic(), "HEIC_NOT_READABLE", "JPEG or PNG");
        refused("RIFF....WEBPVP8L\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1), "UNSUPPORTED_PICTURE", "JPEG or PNG");
        refused(TestFiles.zip("word/document.xml"), "NOT_A_PHOTO", "JPEG, PNG or WebP");
    }

    @Test
    void anOfdIsADocument() throws IOException {
        assertThat(desk.upload("grid", GRID_WORKER, "/documents", TestFiles.zip("OFD.xml"), "x")
                        .status())
                .isEqualTo(201);
        assertThat(desk.upload("grid", GRID_WORKER, "/documents", TestFiles.zip("word/document.xml"), "x")
                        .firstError())
                .isEqualTo("NOT_A_DOCUMENT");
    }

    @Test
    void aPhotoIsForItsUploaderUntilACaseShowsItToItsReaders() throws IOException {
        String photo = photo("citizen", CITIZEN);
        assertThat(desk.look("citizen", CITIZEN, photo)).isEqualTo(200);
        assertThat(desk.look("community", COMMUNITY, photo)).isEqualTo(404);

        report("citizen", CITIZEN, photo);

        await().untilAsserted(() -> assertThat(desk.look("community", COMMUNITY, photo + "?width=240"))
                .isEqualTo(200));
        assertThat(desk.look("neighbour", CITIZEN, photo)).isEqualTo(404);
        assertThat(desk.look("elsewhere", TestGrant.of(Role.COMMUNITY, "350999002001"), photo))
                .isEqualTo(404);
        assertThat(desk.look("auditor", TestGrant.of(Role.AUDIT_ADMIN, "350999"), photo))
                .isEqualTo(404);
    }

    @Test
    void aTokenThatSomebodyElsePutsInACaseOpensNothing() throws IOException {
        String photo = photo("citizen", CITIZEN);
        report("thief", CITIZEN, photo);
        String own = photo("thief", CITIZEN);
        report("thief", CITIZEN, own);

        await().untilAsserted(
                        () -> assertThat(desk.look("community", COMMUNITY, own)).isEqualTo(200));
        assertThat(desk.look("thief", CITIZEN, photo)).isEqualTo(404);
        assertThat(desk.look("community", COMMUNITY, photo)).isEqualTo(404);
    }

    @Test
    void aPhotoOfAnotherDeskBelongsToItsCase() throws IOException {
        TestGrant handler = TestGrant.of(Role.HANDLER, "350999", "SANITATION");
        String caseId = report("grid", GRID_WORKER, photo("grid", GRID_WORKER));
        String photo = photo("handler", handler);
        assertThat(desk.look("street", STREET, photo)).isEqualTo(404);

        try (TestTopic topic = new TestTopic("case-events")) {
            topic.publish(IntakeDesk.envelope(
                    "/department-service",
                    caseId,
                    "handler",
                    new DepartmentEvent.ProgressNoted("到场", List.of(photo.substring(PHOTOS.length())))));
        }

        await().untilAsserted(
                        () -> assertThat(desk.look("street", STREET, photo)).isEqualTo(200));
    }

    /** Its desk shows the case, also after the part was taken away. */
    @Test
    void aUnitThatWasEverOfferedAPartSeesThePhotosOfTheCase() throws IOException {
        TestGrant handler = TestGrant.of(Role.HANDLER, "350999", "SANITATION");
        String photo = photo("grid", GRID_WORKER);
        String caseId = report("grid", GRID_WORKER, photo);
        OfferedPart part = new OfferedPart(
                UUID.randomUUID(), "SANITATION", PartRole.ASSISTING, "2026-1", true, Duration.ZERO, 0, null);
        assertThat(desk.look("handler", handler, photo)).isEqualTo(404);

        try (TestTopic topic = new TestTopic("case-events")) {
            topic.publish(IntakeDesk.envelope(
                    "/dispatch-service", caseId, "dispatcher", new DispatchEvent.AssistantAdded(part, null)));
        }

        await().untilAsserted(
                        () -> assertThat(desk.look("handler", handler, photo)).isEqualTo(200));
        assertThat(desk.look("other", TestGrant.of(Role.HANDLER, "350999", "WATER"), photo))
                .isEqualTo(404);
        assertThat(desk.look("other", TestGrant.of(Role.HANDLER, "350998", "SANITATION"), photo))
                .isEqualTo(404);
    }

    private String photo(String account, TestGrant grant) throws IOException {
        return PHOTOS
                + desk.upload(account, grant, "/photos", TestFiles.unique(), "NEAR")
                        .text("photoId");
    }

    private String report(String account, TestGrant grant, String photo) {
        IntakeDesk.Answer reported =
                desk.post(account, grant, "/cases", """
                {"categoryCode":"E0110","description":"%s","position":{"longitude":119.005,"latitude":26.005},
                "photoIds":["%s"]}
                """.formatted(UUID.randomUUID(), photo.substring(PHOTOS.length())));
        assertThat(reported.status()).isEqualTo(201);
        return reported.text("caseId");
    }

    private void refused(byte[] file, String code, String allowed) throws IOException {
        IntakeDesk.Answer answer = desk.upload("grid", GRID_WORKER, "/photos", file, "NEAR");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.firstPointer()).isEqualTo("/file");
        assertThat(answer.firstError()).isEqualTo(code);
        assertThat(answer.text("detail")).contains(allowed);
    }

    private long positions(Evidence evidence) {
        return jdbc.sql("select count(*) from upload where stored = :stored and longitude is not null")
                .param("stored", evidence.stored())
                .query(Long.class)
                .single();
    }
}
