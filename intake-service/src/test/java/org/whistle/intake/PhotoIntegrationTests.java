package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.intake.photo.TestFiles;
import org.whistle.testing.DeskTest;

@DeskTest
class PhotoIntegrationTests {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private IntakeDesk desk;

    @BeforeEach
    void desk() {
        desk = new IntakeDesk(port);
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
