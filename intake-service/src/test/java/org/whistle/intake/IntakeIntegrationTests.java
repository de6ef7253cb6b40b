package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.CITIZEN;
import static org.whistle.intake.IntakeDesk.COMMUNITY;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;
import static org.whistle.intake.IntakeDesk.STREET;
import static org.whistle.intake.IntakeDesk.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;

@DeskTest
class IntakeIntegrationTests {

    private static final TestGrant OTHER_STREET = TestGrant.of(Role.STREET, "350999002");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private IntakeDesk desk;

    @BeforeEach
    void county() {
        desk = new IntakeDesk(port);
        if (desk.get("grid", GRID_WORKER, "/grids?contains=119.005,26.005")
                .body()
                .isEmpty()) {
            IntakeDesk.publishCounty();
        }
        await().untilAsserted(() -> assertThat(desk.get("grid", GRID_WORKER, "/grids?contains=119.005,26.005")
                        .body())
                .isNotEmpty());
    }

    @Test
    void aReportBecomesACaseWithNumberAndGrid() {
        IntakeDesk.Answer reported = desk.post("grid", GRID_WORKER, "/cases", report("垃圾成堆 13812345678"));

        assertThat(reported.status()).isEqualTo(201);
        assertThat(reported.text("state")).isEqualTo("REPORTED");
        assertThat(reported.text("gridCode")).isEqualTo(IntakeDesk.GRID);
        assertThat(reported.text("caseNumber")).matches("350999\\d{8}\\d{5}");
        assertThat(reported.actions()).containsExactly("withdraw", "supplement");
        assertThat(event(reported, IntakeEvent.Reported.class).facts().description())
                .isEqualTo("垃圾成堆 ***");
    }

    @Test
    void aReportInAnotherDatumLandsInTheRightGrid() {
        IntakeDesk.Answer reported = desk.post("grid", GRID_WORKER, "/cases", """
                {"categoryCode":"E0110","description":"垃圾",
                 "position":{"longitude":119.010137,"latitude":26.002178,"datum":"GCJ02"}}
                """);

        assertThat(reported.status()).isEqualTo(201);
        assertThat(reported.text("gridCode")).isEqualTo(IntakeDesk.GRID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"categoryCode":"E0110","description":"x","position":{"longitude":120,"latitude":27}} | 422 | /position | OUTSIDE_GRIDS
                    {"categoryCode":"E9999","description":"x","position":{"longitude":119.005,"latitude":26.005}} | 422 | /categoryCode | UNKNOWN_CATEGORY
                    {"categoryCode":"E0110","conditionCode":"E0501-1","description":"x","position":{"longitude":119.005,"latitude":26.005}} | 422 | /conditionCode | UNKNOWN_CONDITION
                    {"categoryCode":"E0110","description":"  ","position":{"longitude":119.005,"latitude":26.005}} | 400 | /description | REQUIRED
                    {"categoryCode":"E0110","description":"\\u200B","position":{"longitude":119.005,"latitude":26.005}} | 400 | /description | REQUIRED
                    {"categoryCode":"E0110","description":"x"} | 400 | /position | REQUIRED
                    {"categoryCode":"E0110","description":"x","position":{"longitude":999,"latitude":26.005}} | 400 | /position/longitude | OUT_OF_RANGE
                    {"categoryCode":"E0110","description":"x","position":{"longitude":119.005,"latitude":26.005},"photoIds":["made-up"]} | 422 | /photoIds/0 | INVALID_PHOTO_ID
                    {"categoryCode":"E0110","description":"x","position":{"longitude":119.005,"latitude":26.005},"source":"LEADER"} | 422 | /source | SOURCE_NOT_ALLOWED
                    {"categoryCode":"E0110","description":"x","position":{"longitude":119.005,"latitude":26.005},"source":"RADIO"} | 400 | /source | INVALID_FIELD
                    {"categoryCode":"E0110","description":"x","position":{"longitude":119.005,"latitude":26.005},"colour":"red"} | 400 | /colour | UNKNOWN_FIELD
                    """)
    void badReportsAreNamedAndChangeNothing(String body, int status, String pointer, String code) {
        long before = count();

        IntakeDesk.Answer answer = desk.post("grid", GRID_WORKER, "/cases", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.firstPointer()).isEqualTo(pointer);
        assertThat(answer.firstError()).isEqualTo(code);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void anExternalIdIsReportedOnce() {
        String id = "ext-" + UUID.randomUUID();
        String body = report("一次").replace("{\"cat", "{\"externalId\":\"" + id + "\",\"cat");
        IntakeDesk.Answer first = desk.post("grid", GRID_WORKER, "/cases", body);

        IntakeDesk.Answer second = desk.post("grid", GRID_WORKER, "/cases", body);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("code")).isEqualTo("EXTERNAL_ID_TAKEN");
        assertThat(second.text("caseId")).isEqualTo(first.text("caseId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s ", " %s", "Ａ－%s", "A–%s", "a-%s", "A - %s", "A\u200B-%s"})
    void anExternalIdIsOneInAnySpelling(String spelling) {
        String id = UUID.randomUUID().toString().replace("-", "");
        String body = report("一次").replace("{\"cat", "{\"externalId\":\"%s\",\"cat");
        String written = spelling.contains("A") || spelling.contains("a") || spelling.contains("Ａ") ? "A-" + id : id;
        IntakeDesk.Answer first = desk.post("grid", GRID_WORKER, "/cases", body.formatted(written));

        IntakeDesk.Answer second = desk.post("grid", GRID_WORKER, "/cases", body.formatted(spelling.formatted(id)));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("caseId")).isEqualTo(first.text("caseId"));
        assertThat(numbers("/cases?text=" + encoded(spelling.formatted(id)), "street", STREET))
                .containsExactly(first.text("caseNumber"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    118.9997 | 26.005   | 201 | 350999001001001
                    119.005  | 25.9996  | 201 | 350999001001001
                    118.9993 | 26.005   | 422 | OUTSIDE_GRIDS
                    0        | 0        | 422 | NO_POSITION
                    """)
    void aPositionALittleOutsideIsInTheNearestGrid(double longitude, double latitude, int status, String told) {
        IntakeDesk.Answer answer = desk.post(
                "grid",
                GRID_WORKER,
                "/cases",
                report("边上").replace("119.005", String.valueOf(longitude)).replace("26.005", String.valueOf(latitude)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(status == 201 ? answer.text("gridCode") : answer.firstError())
                .isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"longitude\":0,\"latitude\":0", "\"longitude\":120,\"latitude\":27"})
    void aCallWhoseAddressIsKnownIsLocatedLater(String position) {
        IntakeDesk.Answer answer =
                desk.post("dispatcher", TestGrant.of(Role.DISPATCHER, "350999"), "/cases", """
                {"categoryCode":"E0110","description":"来电","source":"HOTLINE_12345","address":"望海路 1 号",
                 "jurisdictionCode":"350999001","position":{%s}}
                """.formatted(position));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().has("gridCode")).isFalse();
        assertThat(answer.body().has("position")).isFalse();
    }

    @Test
    void aDayNamedAsTheEndIsIncludedAndWordsStandInAnyOrder() {
        String number = desk.post("grid", GRID_WORKER, "/cases", report("消防栓旁停车，\u200B堵住路口"))
                .text("caseNumber");
        String day = "%s-%s-%s".formatted(number.substring(6, 10), number.substring(10, 12), number.substring(12, 14));

        assertThat(numbers("/cases?size=200&from=" + day + "&to=" + day, "street", STREET))
                .contains(number);
        assertThat(numbers(
                        "/cases?size=200&from=" + day + "T00:00:00+08:00&text=" + encoded("堵住 停车"), "street", STREET))
                .contains(number);
        assertThat(numbers("/cases?text=" + encoded("停车堵住"), "street", STREET)).isEmpty();
        assertThat(numbers("/cases?match=ANY&text=" + encoded("堵住路口 无此词语"), "street", STREET))
                .contains(number);
        assertThat(numbers("/cases?text=" + number.substring(number.length() - 5), "street", STREET))
                .contains(number);
        assertThat(desk.get("grid", GRID_WORKER, "/cases?from=2026-11-02&to=2026-11-01")
                        .firstPointer())
                .isEqualTo("/to");
        assertThat(desk.get("community", COMMUNITY, "/cases?desk=call-backs").status())
                .isEqualTo(200);
    }

    @Test
    void aCodeThatIsNoneIsAnsweredWithThoseThatAre() {
        String path = "/cases/"
                + desk.post("grid", GRID_WORKER, "/cases", report("占道")).text("caseId");

        IntakeDesk.Answer answer =
                desk.post("community", COMMUNITY, path + "/escalate", "{\"reasonCode\":\"LAZY\",\"note\":\"x\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.firstPointer()).isEqualTo("/reasonCode");
        assertThat(answer.text("detail")).contains("BEYOND_POWER").doesNotContain("org.whistle");
        assertThat(answer.body().path("errors").path(0).path("allowed").size()).isPositive();
    }

    @Test
    void anotherStreetSeesNothingAndAnotherRoleMayNot() {
        String path = "/cases/"
                + desk.post("grid", GRID_WORKER, "/cases", report("占道")).text("caseId");
        String escalate = "{\"reasonCode\":\"BEYOND_POWER\",\"note\":\"x\"}";

        assertThat(desk.get("street-other", OTHER_STREET, path).status()).isEqualTo(404);
        assertThat(desk.post("street-other", OTHER_STREET, path + "/void", voiding())
                        .status())
                .isEqualTo(404);
        assertThat(desk.post("grid", GRID_WORKER, path + "/escalate", escalate).status())
                .isEqualTo(403);
        assertThat(desk.get("admin", TestGrant.of(Role.ADMIN, "350999"), path).status())
                .isEqualTo(404);
    }

    @Test
    void aStaleVersionIsRefused() {
        String path = "/cases/"
                + desk.post("grid", GRID_WORKER, "/cases", report("占道")).text("caseId");
        desk.post("community", COMMUNITY, path + "/request-verification", "{}");

        IntakeDesk.Answer stale =
                desk.post("community", COMMUNITY, path + "/cancel-verification", "{\"expectedVersion\":1}");

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text("code")).isEqualTo("STALE_VERSION");
        assertThat(stale.text("state")).isEqualTo("VERIFYING");
    }

    @Test
    void aCitizensReportHasToBeSeenFirst() {
        IntakeDesk.Answer reported = desk.post("citizen", CITIZEN, "/cases", report("路灯坏了"));
        String path = "/cases/" + reported.text("caseId");
        String escalate = "{\"reasonCode\":\"BEYOND_POWER\",\"note\":\"x\"}";

        assertThat(desk.post("community", COMMUNITY, path + "/escalate", escalate)
                        .text("code"))
                .isEqualTo("VERIFICATION_REQUIRED");
        desk.post("community", COMMUNITY, path + "/request-verification", "{}");
        desk.post("grid2", GRID_WORKER, path + "/verify", "{\"found\":true,\"note\":\"属实\"}");
        assertThat(desk.post("community", COMMUNITY, path + "/escalate", escalate)
                        .text("state"))
                .isEqualTo("STREET_PENDING");
        Envelope event = envelopes(reported).getFirst();
        assertThat(event.actor()).startsWith("reporter-");
    }

    @Test
    void whatIsNotFoundOnSiteIsVoided() {
        String path = "/cases/"
                + desk.post("citizen", CITIZEN, "/cases", report("没有")).text("caseId");
        desk.post("community", COMMUNITY, path + "/request-verification", "{}");

        assertThat(desk.post("grid", GRID_WORKER, path + "/verify", "{\"found\":false,\"note\":\"没有\"}")
                        .text("state"))
                .isEqualTo("VOIDED");
    }

    @Test
    void aCommunityHandlesItselfWithTheEvidenceAskedForAndAnotherPersonChecks() throws IOException {
        String path = "/cases/"
                + desk.post("grid", GRID_WORKER, "/cases", report("垃圾")).text("caseId");
        desk.post("community", COMMUNITY, path + "/start-handling", "{\"conditionCode\":\"E0110-1\"}");

        assertThat(desk.post("community", COMMUNITY, path + "/handle", "{\"result\":\"清了\"}")
                        .firstError())
                .isEqualTo("EVIDENCE_REQUIRED");
        String photo =
                desk.upload("community", COMMUNITY, "/photos", jpeg(), "AFTER").text("photoId");
        assertThat(desk.post(
                                "community",
                                COMMUNITY,
                                path + "/handle",
                                "{\"result\":\"清了\",\"photoIds\":[\"" + photo + "\"]}")
                        .text("state"))
                .isEqualTo("CHECKING");
        IntakeDesk.Answer closed = desk.post(
                "grid",
                GRID_WORKER,
                path + "/check",
                "{\"passed\":true,\"note\":\"干净\",\"position\":{\"longitude\":119.005,\"latitude\":26.005}}");
        assertThat(closed.text("state")).isEqualTo("CLOSED");
    }

    @Test
    void threeFailedChecksLeaveOnlyATicket() {
        String path = "/cases/"
                + desk.post("grid", GRID_WORKER, "/cases", report("水管").replace("E0110", "E0501"))
                        .text("caseId");
        desk.post("community", COMMUNITY, path + "/start-handling", "{\"conditionCode\":\"E0501-1\"}");
        for (int i = 0; i < 3; i++) {
            assertThat(desk.post("community", COMMUNITY, path + "/handle", "{\"result\":\"修了\"}")
                            .status())
                    .isEqualTo(200);
            desk.post("grid", GRID_WORKER, path + "/check", "{\"passed\":false,\"note\":\"还漏\"}");
        }

        IntakeDesk.Answer pending = desk.get("street", STREET, path);
        assertThat(pending.text("state")).isEqualTo("STREET_PENDING");
        assertThat(pending.actions()).containsExactly("join", "ticket");
        assertThat(desk.post(
                                "street",
                                STREET,
                                path + "/ticket",
                                "{\"whistleKind\":\"ROUTINE\",\"conditionCodes\":[\"E0501-1\"],\"reason\":\"修不好\"}")
                        .text("state"))
                .isEqualTo("TICKETED");
    }

    @Test
    void aStageBringsAllStagesAndACampaignNeedsALeader() {
        IntakeDesk.Answer reported =
                desk.post("grid", GRID_WORKER, "/cases", report("水管").replace("E0110", "E0501"));
        String path = "/cases/" + reported.text("caseId");
        desk.post("community", COMMUNITY, path + "/escalate", "{\"reasonCode\":\"BEYOND_POWER\",\"note\":\"x\"}");
        String campaign = "{\"whistleKind\":\"CAMPAIGN\",\"conditionCodes\":[\"E0501-2\"],\"reason\":\"攻坚\"}";

        assertThat(desk.post("street", STREET, path + "/ticket", campaign).text("code"))
                .isEqualTo("CAMPAIGN_NEEDS_LEADER");
        assertThat(desk.post("street-leader", TestGrant.of(Role.STREET_LEADER, "350999001"), path + "/ticket", campaign)
                        .text("state"))
                .isEqualTo("TICKETED");
        assertThat(event(reported, IntakeEvent.TicketFiled.class).ticket().conditions())
                .extracting(condition -> condition.conditionCode())
                .containsExactly("E0501-1", "E0501-2");
    }

    @Test
    void mergingKeepsEveryReporterAndTakesTheChildrenAlong() {
        String first = desk.post("grid", GRID_WORKER, "/cases", report("一")).text("caseId");
        String second = desk.post("grid2", GRID_WORKER, "/cases", report("二")).text("caseId");
        String third = desk.post("grid3", GRID_WORKER, "/cases", report("三")).text("caseId");
        merge(first, second);

        assertThat(merge(second, third).text("state")).isEqualTo("MERGED");

        assertThat(desk.get("grid", GRID_WORKER, "/cases/" + first).text("mergedInto"))
                .isEqualTo(third);
        assertThat(desk.get("community", COMMUNITY, "/cases/" + third)
                        .body()
                        .path("reporters")
                        .asInt())
                .isEqualTo(3);
        assertThat(merge(third, second).status()).isEqualTo(409);
    }

    @Test
    void mergingTwoCasesIntoEachOtherAtOnceIsOneConflict() {
        for (int i = 0; i < 5; i++) {
            String a = desk.post("grid", GRID_WORKER, "/cases", report("甲")).text("caseId");
            String b = desk.post("grid", GRID_WORKER, "/cases", report("乙")).text("caseId");
            List<Integer> statuses = Stream.of(
                            CompletableFuture.supplyAsync(() -> merge(a, b).status()),
                            CompletableFuture.supplyAsync(() -> merge(b, a).status()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .sorted()
                    .toList();

            assertThat(statuses).containsExactly(200, 409);
        }
    }

    @Test
    void aMergeThatCameAfterItsMainHadEndedIsUndone() {
        String main = desk.post("grid", GRID_WORKER, "/cases", report("主")).text("caseId");
        desk.post(
                "community",
                COMMUNITY,
                "/cases/" + main + "/escalate",
                "{\"reasonCode\":\"BEYOND_POWER\",\"note\":\"x\"}");
        desk.post(
                "street",
                STREET,
                "/cases/" + main + "/ticket",
                "{\"whistleKind\":\"ROUTINE\",\"conditionCodes\":[\"E0110-1\"],\"reason\":\"x\"}");
        String early = desk.post("grid", GRID_WORKER, "/cases", report("早")).text("caseId");
        merge(early, main);
        Instant ended = Instant.now();
        String late = desk.post("grid", GRID_WORKER, "/cases", report("晚")).text("caseId");
        merge(late, main);

        try (TestTopic topic = new TestTopic("case-events")) {
            Envelope closed = IntakeDesk.envelope(
                    "/dispatch-service", main, new DispatchEvent.ForceClosed(ForceCloseReason.OTHER, "止"));
            topic.publish(new Envelope(
                    closed.id(),
                    closed.source(),
                    closed.type(),
                    closed.subject(),
                    ended,
                    closed.actor(),
                    closed.actorRole(),
                    closed.jurisdiction(),
                    1,
                    null,
                    1,
                    null,
                    null,
                    List.of(),
                    closed.data()));
        }

        await().untilAsserted(() -> assertThat(
                        desk.get("grid", GRID_WORKER, "/cases/" + late).text("state"))
                .isEqualTo("REPORTED"));
        assertThat(desk.get("grid", GRID_WORKER, "/cases/" + early).text("state"))
                .isEqualTo("MERGED");
        assertThat(desk.get("grid", GRID_WORKER, "/cases/" + main).text("state"))
                .isEqualTo("FORCE_CLOSED");
        assertThat(merge(late, main).text("code")).isEqualTo("CASE_ENDED");
    }

    @Test
    void aReporterWithdrawsOnlyBeforeAnyoneActed() {
        String withdrawn = "/cases/"
                + desk.post("grid", GRID_WORKER, "/cases", report("错")).text("caseId");
        String acted = "/cases/"
                + desk.post("grid", GRID_WORKER, "/cases", report("对")).text("caseId");
        desk.post("community", COMMUNITY, acted + "/request-verification", "{}");
        desk.post("community", COMMUNITY, acted + "/cancel-verification", "{}");

        assertThat(desk.post("grid", GRID_WORKER, withdrawn + "/withdraw", "{}").text("state"))
                .isEqualTo("VOIDED");
        assertThat(desk.post("grid", GRID_WORKER, acted + "/withdraw", "{}").text("code"))
                .isEqualTo("ALREADY_ACTED_ON");
    }

    @Test
    void whoeverIsOfferedADuplicateMayJoinItBeyondTheirScope() {
        String atTheEdge = report("同一件").replace("119.005", "119.0098");
        IntakeDesk.Answer known = desk.post("grid", GRID_WORKER, "/cases", atTheEdge);
        TestGrant neighbour = TestGrant.of(Role.GRID_WORKER, "350999002001001");
        String path = "/cases/" + known.text("caseId") + "/join";

        assertThat(desk.post("neighbour", neighbour, path, "{}").status()).isEqualTo(404);
        IntakeDesk.Answer reported =
                desk.post("neighbour", neighbour, "/cases", atTheEdge.replace("119.0098", "119.0099"));
        assertThat(reported.body().path("possibleDuplicates").valueStream())
                .singleElement()
                .satisfies(duplicate -> {
                    assertThat(duplicate.path("caseId").asString()).isEqualTo(known.text("caseId"));
                    assertThat(duplicate.path("distanceMetres").asInt()).isBetween(5, 15);
                    assertThat(duplicate.has("description")).isFalse();
                });
        assertThat(desk.post("neighbour", neighbour, path, "{}").status()).isEqualTo(200);
        assertThat(desk.post("neighbour", neighbour, path, "{}").text("code")).isEqualTo("ALREADY_JOINED");
    }

    @Test
    void whoFollowsAnothersReportSeesItsStateAndNotWhatWasWritten() {
        String id = "ext-" + UUID.randomUUID();
        String body = report("楼上吵架").replace("119.005", "119.0072");
        String own = desk.post(
                        "citizen", CITIZEN, "/cases", body.replace("{\"cat", "{\"externalId\":\"" + id + "\",\"cat"))
                .text("caseId");
        desk.post("neighbour", CITIZEN, "/cases", body.replace("楼上吵架", "楼下也听见"));
        String path = "/cases/" + own;

        IntakeDesk.Answer joined = desk.post("neighbour", CITIZEN, path + "/join", "{}");
        IntakeDesk.Answer followed = desk.get("neighbour", CITIZEN, path);

        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.body().has("gridCode")).isFalse();
        assertThat(followed.text("state")).isEqualTo("REPORTED");
        assertThat(followed.text("categoryCode")).isEqualTo("E0110");
        assertThat(followed.text("description")).isEmpty();
        assertThat(followed.body().path("photoIds")).isEmpty();
        assertThat(Stream.of("position", "address", "gridCode", "externalId", "conditionCode", "leadUnit"))
                .noneMatch(field -> followed.body().has(field));
        assertThat(desk.get("neighbour", CITIZEN, "/cases?desk=mine")
                        .body()
                        .path("items")
                        .findValuesAsString("description"))
                .doesNotContain("楼上吵架");
        assertThat(desk.get("citizen", CITIZEN, path).text("description")).isEqualTo("楼上吵架");
        for (String query :
                List.of("desk=mine&text=%E6%A5%BC%E4%B8%8A", "text=" + id, "desk=mine&near=119.0072,26.005&radius=5")) {
            assertThat(desk.get("neighbour", CITIZEN, "/cases?" + query)
                            .body()
                            .path("items")
                            .findValuesAsString("caseId"))
                    .as("a search tells nothing of it either: " + query)
                    .doesNotContain(own);
        }
        assertThat(desk.get("neighbour", CITIZEN, path + "/similar").status()).isEqualTo(404);
        IntakeDesk.Answer taken = desk.post(
                "stranger", CITIZEN, "/cases", body.replace("{\"cat", "{\"externalId\":\"" + id + "\",\"cat"));
        assertThat(taken.text("code")).isEqualTo("EXTERNAL_ID_TAKEN");
        assertThat(taken.body().has("caseId")).as("another's").isFalse();
    }

    @Test
    void whenAStreetIsSplitOpenCasesMoveAndEndedOnesKeepTheirCodes() {
        TestGrant worker = TestGrant.of(Role.GRID_WORKER, "350999002001001");
        String beyond = report("隔壁街道").replace("119.005", "119.015");
        String open = desk.post("other", worker, "/cases", beyond).text("caseId");
        String ended = desk.post("other", worker, "/cases", beyond).text("caseId");
        desk.post("other", worker, "/cases/" + ended + "/withdraw", "{}");

        IntakeDesk.splitStreet();

        TestGrant newStreet = TestGrant.of(Role.STREET, "350999003");
        await().untilAsserted(() -> assertThat(
                        desk.get("new-street", newStreet, "/cases/" + open).text("gridCode"))
                .isEqualTo("350999003001001"));
        assertThat(desk.get("street-other", OTHER_STREET, "/cases/" + open).status())
                .isEqualTo(404);
        assertThat(desk.get("street-other", OTHER_STREET, "/cases/" + ended).text("gridCode"))
                .isEqualTo("350999002001001");
        await().untilAsserted(() -> assertThat(
                        desk.post("new", TestGrant.of(Role.GRID_WORKER, "350999003"), "/cases", beyond)
                                .text("gridCode"))
                .isEqualTo("350999003001001"));
    }

    @Test
    void photosAreStrippedAndVouchedForAndAnythingElseIsRefused() throws IOException {
        IntakeDesk.Answer photo = desk.upload("grid", GRID_WORKER, "/photos", jpeg(), "NEAR");

        assertThat(photo.status()).isEqualTo(201);
        assertThat(photo.text("sha256")).hasSize(64);
        assertThat(desk.upload("grid", GRID_WORKER, "/photos", "no picture".getBytes(), "NEAR")
                        .firstError())
                .isEqualTo("NOT_A_PHOTO");
        byte[] truncated = java.util.Arrays.copyOf(jpeg(), 40);
        assertThat(desk.upload("grid", GRID_WORKER, "/photos", truncated, "NEAR")
                        .status())
                .isEqualTo(422);
        assertThat(desk.upload("grid", GRID_WORKER, "/photos", jpeg(), "SELFIE").status())
                .isEqualTo(400);
        assertThat(desk.upload("grid", GRID_WORKER, "/photos", new byte[40 << 20], "NEAR")
                        .status())
                .isEqualTo(413);
        assertThat(desk.upload("grid", GRID_WORKER, "/documents", "%PDF-1.7".getBytes(), "x")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void eachDeskListsWhatIsItsOwn() {
        String number = desk.post("grid", GRID_WORKER, "/cases", report("列表")).text("caseNumber");

        assertThat(numbers("/cases?desk=community&size=200", "community", COMMUNITY))
                .contains(number);
        assertThat(numbers("/cases?desk=mine&size=200&sort=-reportedAt", "grid", GRID_WORKER))
                .contains(number);
        assertThat(numbers("/cases?desk=street&size=200", "street", STREET)).doesNotContain(number);
        assertThat(numbers("/cases?text=" + number, "street", STREET)).containsExactly(number);
        assertThat(numbers("/cases?text=" + number, "street-other", OTHER_STREET))
                .isEmpty();
        assertThat(numbers("/cases?near=119.005,26.005&radius=50&size=200", "grid", GRID_WORKER))
                .contains(number);
        assertThat(desk.get("grid", GRID_WORKER, "/cases?desk=nowhere").status())
                .isEqualTo(400);
        assertThat(desk.get("grid", GRID_WORKER, "/cases?size=0").status()).isEqualTo(400);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<String> numbers(String path, String account, TestGrant grant) {
        return desk.get(account, grant, path)
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("caseNumber").asString())
                .toList();
    }

    private IntakeDesk.Answer merge(String child, String main) {
        return desk.post("community", COMMUNITY, "/cases/" + child + "/merge", "{\"into\":\"" + main + "\"}");
    }

    private static String voiding() {
        return "{\"reasonCode\":\"OUT_OF_SCOPE\",\"note\":\"x\"}";
    }

    private long count() {
        return jdbc.sql("select count(*) from intake_case").query(Long.class).single();
    }

    private static List<Envelope> envelopes(IntakeDesk.Answer answer) {
        try (TestTopic topic = new TestTopic("case-events")) {
            await().untilAsserted(() ->
                    assertThat(topic.events(answer.text("caseId"))).isNotEmpty());
            return topic.events(answer.text("caseId"));
        }
    }

    private static <T> T event(IntakeDesk.Answer answer, Class<T> type) {
        try (TestTopic topic = new TestTopic("case-events")) {
            await().untilAsserted(() -> assertThat(topic.events(answer.text("caseId")))
                    .extracting(Envelope::data)
                    .hasAtLeastOneElementOfType(type));
            return topic.events(answer.text("caseId")).stream()
                    .map(Envelope::data)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        image.setRGB(10, 10, 0xff0000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }
}
