package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.COMMUNITY;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.IntakeEvent;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;

/** Flags of a handling that looks made up reach its checker, and the check's event those of the checker. */
@DeskTest
class HonestyIntegrationTests {

    @LocalServerPort
    private int port;

    @Autowired
    private ReferenceData reference;

    private IntakeDesk desk;

    @BeforeEach
    void county() {
        desk = IntakeDesk.inCounty(port, reference);
    }

    @Test
    void thePictureOfTheReportHandedInAsTheResultIsShownToTheChecker() throws IOException {
        byte[] picture = jpeg();
        String caseId = handled(picture, picture);

        assertThat(flags(caseId)).contains("PHOTO_IDENTICAL");
        assertThat(event(caseId, IntakeEvent.CheckRequested.class).flags()).contains("PHOTO_IDENTICAL");
    }

    @Test
    void aReporterWhoChecksIsFlaggedAtTheCheck() throws IOException {
        String caseId = handled(null, jpeg());
        assertThat(flags(caseId)).doesNotContain("PHOTO_IDENTICAL");

        desk.post("grid", GRID_WORKER, "/cases/" + caseId + "/check", "{\"passed\":true,\"note\":\"干净\"}");

        assertThat(event(caseId, IntakeEvent.CheckPassed.class).flags()).containsExactly("REPORTER_IS_CHECKER");
    }

    @Test
    void aCheckByAnotherPersonHasNoFlag() throws IOException {
        String caseId = handled(null, jpeg());

        desk.post("grid2", GRID_WORKER, "/cases/" + caseId + "/check", "{\"passed\":true,\"note\":\"干净\"}");

        assertThat(event(caseId, IntakeEvent.CheckPassed.class).flags()).isNull();
    }

    /** Reported with one picture or none, and handled by the community with another. */
    private String handled(byte @org.jspecify.annotations.Nullable [] before, byte[] after) throws IOException {
        String photos = before == null ? "" : ",\"photoIds\":[\"" + photo("grid", before, "NEAR") + "\"]";
        String caseId =
                desk.post("grid", GRID_WORKER, "/cases", """
                        {"categoryCode":"E0110","description":"垃圾","position":{"longitude":119.003,"latitude":26.003}%s}
                        """.formatted(photos)).text("caseId");
        String path = "/cases/" + caseId;
        desk.post("community", COMMUNITY, path + "/start-handling", "{\"conditionCode\":\"E0110-1\"}");
        IntakeDesk.Answer handled = desk.post(
                "community",
                COMMUNITY,
                path + "/handle",
                "{\"result\":\"清了\",\"photoIds\":[\"" + photo("community", after, "AFTER") + "\"]}");
        assertThat(handled.text("state")).isEqualTo("CHECKING");
        return caseId;
    }

    private String photo(String account, byte[] picture, String kind) throws IOException {
        return desk.upload(account, account.equals("grid") ? GRID_WORKER : COMMUNITY, "/photos", picture, kind)
                .text("photoId");
    }

    private List<String> flags(String caseId) {
        return desk.get("grid2", GRID_WORKER, "/cases/" + caseId)
                .body()
                .path("flags")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static <T extends EventPayload> T event(String caseId, Class<T> type) {
        try (TestTopic topic = new TestTopic("case-events")) {
            return await().until(
                            () -> topic.events(caseId).stream()
                                    .map(Envelope::data)
                                    .filter(type::isInstance)
                                    .map(type::cast)
                                    .toList(),
                            found -> !found.isEmpty())
                    .getFirst();
        }
    }

    private static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        image.setRGB(20, 20, 0x00ff00);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }
}
