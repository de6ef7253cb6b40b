package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.CITIZEN;
import static org.whistle.intake.IntakeDesk.COMMUNITY;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;
import static org.whistle.intake.IntakeDesk.STREET;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.PartRole;
import org.whistle.intake.photo.TestFiles;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;

/** What a citizen adds, sees and gets answered, over HTTP. */
@DeskTest
class CitizenIntegrationTests {

    private static final String NOT_RESOLVED = "{\"contacted\":true,\"resolved\":false,\"note\":\"只清了一半\"}";

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
    void theCitizenSeesTheReplyAndThePhotosAfterAndNobodyElseDoes() throws IOException {
        String path = verified(report("citizen"));
        desk.post("neighbour", CITIZEN, "/cases", IntakeDesk.report("同一件"));
        assertThat(desk.post("neighbour", CITIZEN, path + "/join", "{}").status())
                .isEqualTo(200);
        desk.post("community", COMMUNITY, path + "/start-handling", "{\"conditionCode\":\"E0110-1\"}");
        String photo = desk.upload("community", COMMUNITY, "/photos", TestFiles.unique(), "AFTER")
                .text("photoId");
        String handled = "{\"result\":\"清洁队三人\",\"photoIds\":[\"" + photo + "\"],\"reply\":\"%s\"}";

        IntakeDesk.Answer tooLong =
                desk.post("community", COMMUNITY, path + "/handle", handled.formatted("长".repeat(501)));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.firstPointer()).isEqualTo("/reply");
        desk.post("community", COMMUNITY, path + "/handle", handled.formatted("垃圾已清运，感谢反映"));

        IntakeDesk.Answer own = desk.get("citizen", CITIZEN, path);
        assertThat(own.body().path("answer").path("reply").asString()).isEqualTo("垃圾已清运，感谢反映");
        assertThat(own.body().path("answer").path("photoIds").path(0).asString())
                .isEqualTo(photo);
        assertThat(own.body().toString()).doesNotContain("清洁队三人");
        await().untilAsserted(() ->
                assertThat(desk.look("citizen", CITIZEN, "/photos/" + photo)).isEqualTo(200));
        IntakeDesk.Answer joined = desk.get("neighbour", CITIZEN, path);
        assertThat(joined.body().path("answer").path("reply").asString()).isEqualTo("垃圾已清运，感谢反映");
        assertThat(joined.body().path("answer").path("photoIds")).isEmpty();
        assertThat(desk.look("neighbour", CITIZEN, "/photos/" + photo)).isEqualTo(404);
        assertThat(desk.get("stranger", CITIZEN, path).status()).isEqualTo(404);
    }

    @Test
    void theCitizenSeesWhyACaseWasVoided() {
        String path = report("citizen");

        desk.post("community", COMMUNITY, path + "/void", "{\"reasonCode\":\"OUT_OF_SCOPE\",\"note\":\"内部\"}");

        IntakeDesk.Answer own = desk.get("citizen", CITIZEN, path);
        assertThat(own.text("reasonCode")).isEqualTo("OUT_OF_SCOPE");
        assertThat(own.body().toString()).doesNotContain("内部");
    }

    @Test
    void whatTheCommunityHandledItselfTheStreetCallsBackAndNotResolvedIsTheNextRound() throws IOException {
        String path = closed(report("citizen"));
        assertThat(listed(COMMUNITY, "call-backs")).doesNotContain(idOf(path));
        assertThat(listed(STREET, "call-backs")).contains(idOf(path));

        IntakeDesk.Answer refused = desk.post("community", COMMUNITY, path + "/call-back", NOT_RESOLVED);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("OWN_DECISION");
        IntakeDesk.Answer answered = desk.post("street", STREET, path + "/call-back", NOT_RESOLVED);

        assertThat(answered.text("state")).isEqualTo("STREET_PENDING");
        assertThat(listed(STREET, "street")).contains(idOf(path));
        assertThat(listed(STREET, "call-backs")).doesNotContain(idOf(path));
        assertThat(desk.get("citizen", CITIZEN, path).body().path("round").asInt())
                .isEqualTo(2);
        List<Envelope> events = events(idOf(path), IntakeEvent.Reopened.class);
        assertThat(events)
                .filteredOn(event -> event.data() instanceof IntakeEvent.CalledBack)
                .singleElement()
                .satisfies(event -> assertThat(event.round()).isOne());
        assertThat(events)
                .filteredOn(event -> event.data() instanceof IntakeEvent.Reopened)
                .singleElement()
                .satisfies(event -> assertThat(event.round()).isEqualTo(2));
    }

    @Test
    void aCitizensOwnNotResolvedIsTheNextRound() throws IOException {
        String path = closed(report("citizen"));

        IntakeDesk.Answer rated =
                desk.post("citizen", CITIZEN, path + "/rate", "{\"resolved\":false,\"satisfaction\":1}");

        assertThat(rated.text("state")).isEqualTo("STREET_PENDING");
        assertThat(events(idOf(path), IntakeEvent.Reopened.class).getLast().actor())
                .startsWith("reporter-");
    }

    @Test
    void aReporterSupplementsUntilTheCaseIsDispatched() throws IOException {
        String path = verified(report("citizen"));
        String photo = desk.upload("citizen", CITIZEN, "/photos", TestFiles.unique(), "NEAR")
                .text("photoId");
        String more = "{\"note\":\"又多了一堆 13812345678\",\"photoIds\":[\"" + photo + "\"]}";

        assertThat(desk.post("citizen", CITIZEN, path + "/supplement", "{\"note\":\" \"}")
                        .firstPointer())
                .isEqualTo("/note");
        assertThat(desk.post("neighbour", CITIZEN, path + "/supplement", more).status())
                .isEqualTo(404);
        assertThat(desk.post("citizen", CITIZEN, path + "/supplement", more).text("state"))
                .isEqualTo("REPORTED");
        assertThat(events(idOf(path), IntakeEvent.Supplemented.class).getLast().data())
                .isEqualTo(new IntakeEvent.Supplemented("又多了一堆 ***", List.of(photo)));
        await().untilAsserted(() -> assertThat(desk.look("community", COMMUNITY, "/photos/" + photo))
                .isEqualTo(200));

        dispatch(path);

        IntakeDesk.Answer late = desk.post("citizen", CITIZEN, path + "/supplement", more);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("STATE");
        assertThat(late.text("state")).isEqualTo("DISPATCHED");
    }

    @Test
    void whoseReportWasMergedIntoAPatrolCaseSeesItsStateAndIsCalledBack() throws IOException {
        String main = "/cases/"
                + desk.post("grid", GRID_WORKER, "/cases", IntakeDesk.report("巡查发现"))
                        .text("caseId");
        String own = report("citizen");
        desk.post("community", COMMUNITY, own + "/merge", "{\"into\":\"" + idOf(main) + "\"}");
        handled(main);

        assertThat(desk.get("citizen", CITIZEN, own).text("mergedInto")).isEqualTo(idOf(main));
        IntakeDesk.Answer shown = desk.get("citizen", CITIZEN, main);
        assertThat(shown.text("state")).isEqualTo("CLOSED");
        assertThat(shown.body().path("answer").path("reply").asString()).isEqualTo("已处理");
        assertThat(shown.text("description")).isEmpty();
        assertThat(listed(STREET, "call-backs")).contains(idOf(main));
    }

    private String report(String account) {
        return "/cases/"
                + desk.post(account, CITIZEN, "/cases", IntakeDesk.report("垃圾 " + UUID.randomUUID()))
                        .text("caseId");
    }

    private String verified(String path) {
        desk.post("community", COMMUNITY, path + "/request-verification", "{}");
        desk.post("grid", GRID_WORKER, path + "/verify", "{\"found\":true,\"note\":\"属实\"}");
        return path;
    }

    private String closed(String path) throws IOException {
        return handled(verified(path));
    }

    private String handled(String path) throws IOException {
        desk.post("community", COMMUNITY, path + "/start-handling", "{\"conditionCode\":\"E0110-1\"}");
        String photo = desk.upload("community", COMMUNITY, "/photos", TestFiles.unique(), "AFTER")
                .text("photoId");
        desk.post(
                "community",
                COMMUNITY,
                path + "/handle",
                "{\"result\":\"清了\",\"reply\":\"已处理\",\"photoIds\":[\"" + photo + "\"]}");
        assertThat(desk.post("grid2", GRID_WORKER, path + "/check", "{\"passed\":true,\"note\":\"好了\"}")
                        .text("state"))
                .isEqualTo("CLOSED");
        return path;
    }

    private void dispatch(String path) {
        desk.post("community", COMMUNITY, path + "/escalate", "{\"reasonCode\":\"BEYOND_POWER\",\"note\":\"x\"}");
        desk.post(
                "street",
                STREET,
                path + "/ticket",
                "{\"whistleKind\":\"ROUTINE\",\"conditionCodes\":[\"E0110-1\"],\"reason\":\"x\"}");
        IntakeEvent.TicketFiled filed = (IntakeEvent.TicketFiled)
                events(idOf(path), IntakeEvent.TicketFiled.class).getLast().data();
        OfferedPart part =
                new OfferedPart(UUID.randomUUID(), "SANITATION", PartRole.LEAD, "2026-1", true, Duration.ZERO, 0, null);
        try (TestTopic topic = new TestTopic("case-events")) {
            topic.publish(IntakeDesk.envelope(
                    "/dispatch-service",
                    idOf(path),
                    new DispatchEvent.Dispatched(filed.facts(), filed.ticket(), List.of(part), null, null)));
        }
        await().untilAsserted(() ->
                assertThat(desk.get("street", STREET, path).text("state")).isEqualTo("DISPATCHED"));
    }

    private Stream<String> listed(TestGrant grant, String list) {
        return desk.get("desk", grant, "/cases?size=200&sort=-reportedAt&desk=" + list)
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("caseId").asString());
    }

    private static String idOf(String path) {
        return path.substring("/cases/".length());
    }

    /** What was published about a case, once an event of this type was. */
    private static List<Envelope> events(String caseId, Class<?> type) {
        try (TestTopic topic = new TestTopic("case-events")) {
            return await().until(
                            () -> topic.events(caseId),
                            events -> events.stream().anyMatch(event -> type.isInstance(event.data())));
        }
    }
}
