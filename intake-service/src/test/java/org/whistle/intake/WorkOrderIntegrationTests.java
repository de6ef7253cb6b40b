package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.COMMUNITY;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.whistle.events.code.Role;
import org.whistle.intake.photo.TestFiles;
import org.whistle.intake.turn.Turn;
import org.whistle.kit.upkeep.Upkeep;
import org.whistle.testing.BodylessCall;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import tools.jackson.databind.JsonNode;

@DeskTest
class WorkOrderIntegrationTests {

    private static final TestGrant DISPATCHER = TestGrant.of(Role.DISPATCHER, "350999");
    private static final OtherPlatform HOTLINE = new OtherPlatform(1);
    private static final OtherPlatform MASSES = new OtherPlatform(2);

    /** How many orders go both ways: a quarter of what {@code -Dwhistle.orders=10000} does, so that the gate stays short. */
    @TempDir
    static Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Turn turn;

    @Autowired
    private Upkeep upkeep;

    private IntakeDesk desk;

    @DynamicPropertySource
    static void systems(DynamicPropertyRegistry registry) {
        registry.add("whistle.work-orders.longest-wait", () -> "500ms");
        system(registry, 0, "12345", HOTLINE);
        system(registry, 1, "masses", MASSES);
        registry.add("whistle.work-orders.systems[1].source", () -> "DEPARTMENT");
        registry.add("whistle.work-orders.systems[2].code", () -> "files");
        registry.add("whistle.work-orders.systems[2].county", () -> "350999");
        registry.add("whistle.work-orders.systems[2].source", () -> "LEADER");
        registry.add("whistle.work-orders.systems[2].folder", () -> folder.toString());
        registry.add("whistle.work-orders.systems[3].code", () -> "inside");
        registry.add("whistle.work-orders.systems[3].county", () -> "350999");
        registry.add("whistle.work-orders.systems[3].url", () -> HOTLINE.url().toString());
    }

    private static void system(DynamicPropertyRegistry registry, int index, String code, OtherPlatform platform) {
        String prefix = "whistle.work-orders.systems[" + index + "].";
        registry.add(prefix + "code", () -> code);
        registry.add(prefix + "county", () -> "350999");
        registry.add(prefix + "url", () -> platform.url().toString());
        registry.add(prefix + "token", () -> "outbound-secret");
        registry.add(prefix + "inbound-token", () -> "inbound-secret");
        registry.add(prefix + "allow-private", () -> "true");
        registry.add(prefix + "poll", () -> "500ms");
        registry.add(prefix + "first-retry", () -> "200ms");
        registry.add(prefix + "categories[环境卫生]", () -> "E0110");
    }

    @AfterAll
    static void end() {
        HOTLINE.close();
        MASSES.close();
    }

    @BeforeEach
    void county() {
        desk = new IntakeDesk(port);
        if (grid().isEmpty()) {
            IntakeDesk.publishCounty();
        }
        await().untilAsserted(() -> assertThat(grid()).isNotEmpty());
    }

    private JsonNode grid() {
        return desk.get("grid", GRID_WORKER, "/grids?contains=119.005,26.005").body();
    }

    @Test
    void anOrderIsACaseAnsweredAndDone() throws IOException {
        String number = number();
        String deadline = Instant.now()
                .plus(20, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        HOTLINE.know(number, deadline);
        HOTLINE.files.put("/files/" + number + ".jpg", picture());
        HOTLINE.queue(HOTLINE.message(
                number,
                Instant.now(),
                ",\"deadline\":\"" + deadline + "\",\"caller\":{\"name\":\"李先生\",\"phone\":\"13900000000\"},"
                        + "\"attachments\":[{\"name\":\"现场\",\"path\":\"files/" + number
                        + ".jpg\"},{\"name\":\"又一张\",\"content\":\""
                        + Base64.getEncoder().encodeToString(picture()) + "\"}]"));

        await().untilAsserted(() -> assertThat(HOTLINE.order(number).kinds).containsExactly("ACCEPTED"));
        UUID caseId = caseId("12345/" + number);
        IntakeDesk.Answer found = desk.get("community", COMMUNITY, "/cases/" + caseId);
        assertThat(found.text("source")).isEqualTo("HOTLINE_12345");
        assertThat(found.text("externalDeadline")).isEqualTo(deadline);
        assertThat(found.body().path("photoIds").size()).isEqualTo(2);
        assertThat(jdbc.sql("select body::text from work_order_message where number = :number")
                        .param("number", number)
                        .query(String.class)
                        .single())
                .doesNotContain("13900000000", "李先生");
        assertThat(desk.put(
                                "community",
                                COMMUNITY,
                                "/cases/" + caseId + "/reporter-looks/" + UUID.randomUUID(),
                                "{\"reason\":\"回访\"}")
                        .text("phone"))
                .isEqualTo("13900000000");

        handle(caseId);

        await().untilAsserted(() ->
                assertThat(HOTLINE.order(number).kinds).containsExactly("ACCEPTED", "IN_PROGRESS", "DONE"));
        assertThat(HOTLINE.order(number).result).isEqualTo("已清运");

        HOTLINE.queue(about(number, "SATISFACTION", "\"satisfaction\":{\"resolved\":false,\"satisfaction\":2}"));
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select coalesce(satisfaction, 0) from work_order where number = :number")
                                .param("number", number)
                                .query(Integer.class)
                                .single())
                .isEqualTo(2));
        HOTLINE.queue(about(number, "REWORK", "\"reason\":\"仍有残留\""));
        await().untilAsserted(() -> assertThat(desk.get("street", IntakeDesk.STREET, "/cases/" + caseId)
                        .text("state"))
                .isEqualTo("STREET_PENDING"));
        desk.post(
                "street", IntakeDesk.STREET, "/cases/" + caseId + "/start-handling", "{\"conditionCode\":\"E0110-1\"}");
        await().untilAsserted(() -> assertThat(HOTLINE.order(number).kinds)
                .containsExactly("ACCEPTED", "IN_PROGRESS", "DONE", "IN_PROGRESS"));
    }

    @Test
    void whatCameBeforeItsOrderIsAppliedAsSoonAsTheOrderIsThere() {
        String number = number();
        HOTLINE.know(number, null);
        HOTLINE.queue(about(number, "WITHDRAWN", "\"reason\":\"来电人撤回\""));
        await().until(() -> jdbc.sql("""
                        update work_order_message set due_at = clock_timestamp() + interval '1 hour'
                        where number = :number and attempts > 0
                        """).param("number", number).update() == 1);

        HOTLINE.queue(HOTLINE.message(number, Instant.now(), ""));

        await().untilAsserted(() -> assertThat(HOTLINE.order(number).kinds).containsExactly("ACCEPTED", "RETURNED"));
    }

    @Test
    void anAttachmentOfAnOddKindIsNamedAndDoesNotHoldUpItsOrder() throws IOException {
        String number = number();
        HOTLINE.know(number, null);
        HOTLINE.queue(HOTLINE.message(
                number,
                Instant.now(),
                ",\"attachments\":[{\"name\":\"报告.docx\",\"content\":\""
                        + Base64.getEncoder().encodeToString(TestFiles.zip("word/document.xml"))
                        + "\"},{\"name\":\"没有了.jpg\",\"path\":\"files/gone-" + number
                        + ".jpg\"},{\"name\":\"现场.jpg\",\"content\":\""
                        + Base64.getEncoder().encodeToString(picture())
                        + "\"},{\"name\":\"公文.ofd\",\"content\":\""
                        + Base64.getEncoder().encodeToString(TestFiles.zip("OFD.xml")) + "\"}]"));

        await().untilAsserted(() -> assertThat(HOTLINE.order(number).kinds).containsExactly("ACCEPTED"));

        IntakeDesk.Answer found = desk.get("community", COMMUNITY, "/cases/" + caseId("12345/" + number));
        assertThat(found.body().path("photoIds").size()).isEqualTo(2);
        assertThat(found.text("description")).endsWith("附件未收 not taken: 报告.docx, 没有了.jpg");
    }

    @Test
    void anOrderIsNotHeldWhileItsAttachmentsAreFetched() throws IOException {
        String number = number();
        HOTLINE.know(number, null);
        HOTLINE.files.put("/files/" + number + ".jpg", picture());
        AtomicLong free = new AtomicLong();
        HOTLINE.beforeFile = path -> {
            if (path.contains(number)) {
                free.addAndGet(jdbc.sql("select id from work_order_message where number = ? for update skip locked")
                        .param(number)
                        .query(Long.class)
                        .list()
                        .size());
            }
        };
        HOTLINE.queue(HOTLINE.message(
                number, Instant.now(), ",\"attachments\":[{\"name\":\"现场\",\"path\":\"files/" + number + ".jpg\"}]"));

        await().untilAsserted(() -> assertThat(HOTLINE.order(number).kinds).containsExactly("ACCEPTED"));
        assertThat(free).hasPositiveValue();
    }

    @Test
    void anOrderThatIsNotOursGoesBackWithTheReason() {
        String number = queued();
        UUID caseId = caseId("12345/" + number);

        desk.post(
                "community",
                COMMUNITY,
                "/cases/" + caseId + "/void",
                "{\"reasonCode\":\"OUT_OF_SCOPE\",\"note\":\"私人场地\"}");

        await().untilAsserted(() -> assertThat(HOTLINE.order(number).kinds).containsExactly("ACCEPTED", "RETURNED"));
        assertThat(jdbc.sql(
                                "select body ->> 'reason' from work_order_reply where number = :number and kind = 'RETURNED'")
                        .param("number", number)
                        .query(String.class)
                        .single())
                .isEqualTo("私人场地");
    }

    @Test
    void moreTimeIsAskedForOnceOursEndsAfterTheirs() {
        String number = number();
        String deadline =
                Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.SECONDS).toString();
        HOTLINE.know(number, deadline);
        HOTLINE.queue(HOTLINE.message(number, Instant.now(), ",\"deadline\":\"" + deadline + "\""));
        await().untilAsserted(() -> assertThat(HOTLINE.order(number).kinds).contains("ACCEPTED"));
        UUID caseId = caseId("12345/" + number);
        verify(caseId);

        act("community", COMMUNITY, caseId, "start-handling", "{\"conditionCode\":\"E0110-1\"}");

        await().untilAsserted(() ->
                assertThat(HOTLINE.order(number).kinds).containsExactly("ACCEPTED", "IN_PROGRESS", "EXTENSION_ASKED"));
        String later = Instant.now()
                .plus(9, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        HOTLINE.order(number).deadline = later;
        HOTLINE.queue(about(number, "DEADLINE", "\"deadline\":\"" + later + "\""));
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select deadline = cast(:later as timestamptz) from work_order where number = :number")
                                .param("later", later)
                                .param("number", number)
                                .query(Boolean.class)
                                .single())
                .isTrue());
    }

    @Test
    void aMergedOrderIsDoneWhenItsMainIs() {
        String main = queued();
        String child = queued();
        UUID mainCase = caseId("12345/" + main);
        verify(mainCase);
        act(
                "community",
                COMMUNITY,
                caseId("12345/" + child),
                "merge",
                "{\"into\":\"" + mainCase + "\",\"note\":\"重复\"}");
        await().untilAsserted(() -> assertThat(HOTLINE.order(child).kinds).containsExactly("ACCEPTED", "IN_PROGRESS"));

        finish(mainCase);

        await().untilAsserted(() ->
                assertThat(HOTLINE.order(child).kinds).containsExactly("ACCEPTED", "IN_PROGRESS", "DONE"));
    }

    @Test
    void whatCannotBeReadOrEnteredIsParkedShownAndTakenUpAgain() {
        String unknown = number();
        HOTLINE.know(unknown, null);
        HOTLINE.queue(HOTLINE.message(unknown, Instant.now(), "").replace("环境卫生", "没有这一类"));
        String broken = number();
        HOTLINE.queue("{\"messageId\":\"m-" + broken + "\",\"kind\":\"ORDER\",\"number\":\"" + broken
                + "\",\"sentAt\":\"gestern\"}");
        HOTLINE.queue("\"no order at all " + broken + "\"");
        HOTLINE.queue("{\"messageId\":\"m-huge\",\"kind\":\"DEADLINE\",\"number\":\"huge\",\"sentAt\":1e400000}");
        String outside = number();
        HOTLINE.queue(HOTLINE.message(outside, Instant.now(), "").replace("119.005", "120.5"));

        await().untilAsserted(() ->
                assertThat(parked().map(one -> one.path("number").asString())).contains(unknown, broken, outside, "?"));
        JsonNode one = parked().filter(
                        message -> message.path("number").asString().equals(unknown))
                .findFirst()
                .orElseThrow();
        assertThat(one.path("reason").asString()).contains("/categoryCode", "UNKNOWN_CATEGORY");
        assertThat(parked().filter(message -> message.path("number").asString().equals(outside)))
                .allSatisfy(
                        message -> assertThat(message.path("reason").asString()).contains("OUTSIDE_GRIDS"));
        assertThat(desk.get("community", COMMUNITY, "/work-orders/parked").status())
                .isEqualTo(403);
        assertThat(desk.get("dispatcher", TestGrant.of(Role.DISPATCHER, "110101"), "/work-orders/parked")
                        .body())
                .isEmpty();

        String retry = "/work-orders/parked/" + one.path("id").asLong() + "/retry";
        assertThat(desk.post("community", COMMUNITY, retry, "{}").status()).isEqualTo(403);
        assertThat(desk.post("dispatcher", DISPATCHER, retry, "{\"category\":\"E0110\"}")
                        .status())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(HOTLINE.order(unknown).kinds).containsExactly("ACCEPTED"));
        assertThat(desk.post("dispatcher", DISPATCHER, retry, "{}").status()).isEqualTo(404);
    }

    @Test
    void aPlatformPushesAndSendsTheSameAgain() throws Exception {
        String number = number();
        HOTLINE.know(number, null);
        String message = HOTLINE.message(number, Instant.now(), "");

        assertThat(push("12345", "wrong", message).statusCode()).isEqualTo(401);
        assertThat(push("inside", "", message).statusCode()).isEqualTo(401);
        assertThat(push("nobody", "inbound-secret", message).statusCode()).isEqualTo(401);
        assertThat(push("12345", "inbound-secret", "{").statusCode()).isEqualTo(400);
        assertThat(push("12345", "inbound-secret", message).body()).contains("\"repeated\":false");
        assertThat(push("12345", "inbound-secret", message).body()).contains("\"repeated\":true");
        assertThat(push("12345", "inbound-secret", message.replace("m-" + number, "again-" + number))
                        .body())
                .contains("\"repeated\":false");
        assertThat(push("12345", "inbound-secret", "{\"number\":\"x\",\"order\":{\"content\":\"\\u0000\"}}")
                        .body())
                .as("refused at the door, so that the platform knows")
                .contains("INVALID_TEXT");

        await().untilAsserted(() -> assertThat(HOTLINE.order(number).kinds).containsExactly("ACCEPTED"));
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select count(*) from work_order_message where number = :number and state = 'APPLIED'")
                                .param("number", number)
                                .query(Long.class)
                                .single())
                .isEqualTo(2));
        assertThat(jdbc.sql("select count(*) from intake_case where external_id = :id")
                        .param("id", "12345/" + number)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aPushWithoutItsTokenIsRefusedBeforeItsBodyIsRead() {
        String json = "Content-Type: application/json";

        assertThat(BodylessCall.status(port, "POST /work-orders/v1/12345/messages", json))
                .isEqualTo(401);
        assertThat(BodylessCall.status(
                        port, "POST /work-orders/v1/12345/messages", json, "Authorization: Bearer wrong"))
                .isEqualTo(401);
        assertThat(BodylessCall.status(port, "POST /work-orders/v1/nobody/messages", json, "Authorization: Bearer "))
                .isEqualTo(401);
    }

    @Test
    void aTimeThatNoDatabaseKeepsIsParkedAtOnce() throws Exception {
        String message = HOTLINE.message(number(), Instant.now(), ",\"deadline\":\"+294277-01-01T00:00:00Z\"");

        assertThat(push("12345", "inbound-secret", message).body()).contains("\"parked\":\"a time outside");
    }

    /** A tree takes many times the memory of its text: 14 MB of this ended the service. */
    @Test
    void aMessageOfTooManyPartsIsRefused() throws Exception {
        assertThat(push("12345", "inbound-secret", "[" + "[],".repeat(200_000) + "[]]")
                        .statusCode())
                .isEqualTo(400);
    }

    /** Twelve of 14 MB at the same time ended the service. */
    @Test
    void onePushIsReadAtATime() throws Exception {
        String message = HOTLINE.message(number(), Instant.now(), "");
        turn.begin();
        try {
            HttpResponse<String> busy = push("12345", "inbound-secret", message);

            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(busy.headers().firstValue("Retry-After")).isPresent();
            assertThat(push("12345", "wrong", message).statusCode()).isEqualTo(401);
        } finally {
            turn.end();
        }
        assertThat(push("12345", "inbound-secret", "{").statusCode()).isEqualTo(400);
        assertThat(push("12345", "inbound-secret", message).statusCode()).isEqualTo(202);
    }

    @Test
    void whoSendsSlowlyHoldsUpNobody() throws Exception {
        try (Socket slow = new Socket("localhost", port)) {
            slow.getOutputStream().write("""
                    POST /work-orders/v1/12345/messages HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer inbound-secret\r
                    Content-Type: application/json\r
                    Content-Length: 20000000\r
                    Expect: 100-continue\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            // sent by the server when it begins to read the body
            assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100");

            assertThat(push("12345", "inbound-secret", HOTLINE.message(number(), Instant.now(), ""))
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void moreThanTheGatewayLetsThroughIsRefused() throws Exception {
        assertThat(push("12345", "inbound-secret", "[" + " ".repeat(25 << 20) + "]")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whatIsNoFileOfAMessageStopsNoOther() throws Exception {
        String number = number();
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(in.resolve("0-folder.json").resolve("below"));
        Files.createSymbolicLink(in.resolve("0-link.json"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(in.resolve("0-nowhere.json"), Path.of("nowhere"));
        assertThat(new ProcessBuilder("mkfifo", in.resolve("0-pipe.json").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createDirectories(
                folder.resolve("parked").resolve("0-unmovable.json").resolve("below"));
        Files.writeString(in.resolve("0-unmovable.json"), "{");

        Files.writeString(
                in.resolve(number + ".json"),
                HOTLINE.message(number, Instant.now(), "").replace("环境卫生", "E0110"));

        await().untilAsserted(() ->
                assertThat(folder.resolve("done").resolve(number + ".json")).exists());
        assertThat(in.resolve("0-folder.json")).exists();
        assertThat(in.resolve("0-link.json")).isSymbolicLink();
        assertThat(in.resolve("0-unmovable.json")).exists();
    }

    /** They name their callers. */
    @Test
    void filesThatWereTakenLongAgoAreDeleted() throws IOException {
        Path done = Files.createDirectories(folder.resolve("done"));
        Path parked = Files.createDirectories(folder.resolve("parked"));
        List<Path> old = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            old.add(aged(i == 0 ? parked : done, 181));
        }
        List<Path> young = List.of(aged(done, 179), aged(folder.resolve("out"), 181));

        upkeep.deleteOld();

        assertThat(old).allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(young).allSatisfy(file -> assertThat(file).exists());
    }

    /** By the time that the file system shows: where the clock is shifted it shifts that, too. */
    private static Path aged(Path folder, int days) throws IOException {
        Path file = Files.createDirectories(folder).resolve("aged-" + days + "-" + UUID.randomUUID() + ".json");
        Files.writeString(file, "{}");
        Instant wanted = Instant.now().minus(Duration.ofDays(days));
        Files.setLastModifiedTime(file, FileTime.from(wanted));
        Duration shifted =
                Duration.between(wanted, Files.getLastModifiedTime(file).toInstant());
        return Files.setLastModifiedTime(file, FileTime.from(wanted.minus(shifted)));
    }

    @Test
    void filesGoBothWays() throws IOException {
        String number = number();
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve(number + ".tmp"), "half");
        Files.writeString(in.resolve("broken-" + number + ".json"), "{\"half\":");
        Files.writeString(
                in.resolve(number + ".json"),
                HOTLINE.message(number, Instant.now(), "").replace("环境卫生", "E0110"));

        await().untilAsserted(() -> assertThat(replies(number)).containsExactly("ACCEPTED"));
        assertThat(folder.resolve("done").resolve(number + ".json")).exists();
        assertThat(folder.resolve("parked").resolve("broken-" + number + ".json"))
                .exists();
        assertThat(in.resolve(number + ".tmp")).exists();
    }

    @Test
    void noPlatformOfAPrivateNetworkIsAskedUnlessItIsAllowed() {
        assertThat(desk.put("dispatcher", DISPATCHER, "/work-orders/reconciliations/inside", "")
                        .status())
                .isEqualTo(503);
        assertThat(desk.put("dispatcher", DISPATCHER, "/work-orders/reconciliations/nobody", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void reconciliationFindsEveryDifference() {
        String equal = queued();
        String missingThere = queued();
        String otherState = queued();
        String otherDeadline = queued();
        String missingHere = number();
        HOTLINE.forget(missingThere);
        HOTLINE.order(otherState).state = "DONE";
        HOTLINE.order(otherDeadline).deadline = "2027-01-01T00:00:00Z";
        HOTLINE.know(missingHere, null);

        JsonNode report = desk.put("dispatcher", DISPATCHER, "/work-orders/reconciliations/12345", "")
                .body();

        assertThat(differences(report, missingThere)).containsExactly("MISSING_THERE");
        assertThat(differences(report, otherState)).containsExactly("STATE");
        assertThat(differences(report, otherDeadline)).containsExactly("DEADLINE");
        assertThat(differences(report, missingHere)).containsExactly("MISSING_HERE");
        assertThat(differences(report, equal)).isEmpty();
        assertThat(desk.get("dispatcher", DISPATCHER, "/work-orders/reconciliations")
                        .body()
                        .valueStream()
                        .filter(one -> one.path("system").asString().equals("12345"))
                        .flatMap(one -> differences(one, otherState).stream()))
                .containsExactly("STATE");
        HOTLINE.know(missingThere, null).state = "ACCEPTED";
        HOTLINE.order(otherState).state = "ACCEPTED";
        HOTLINE.forget(missingHere);
    }

    @Test
    void nothingIsLostOrEnteredTwiceWhileTheOtherSideFails() {
        exchange("B", 300);
    }

    @Test
    @Tag("nightly")
    @Tag("orders")
    void ofTenThousandOrdersNoneIsLostOrEnteredTwice() {
        exchange("C", 10_000);
    }

    /** Every third call of theirs fails in one of three ways; messages come twice and in any order. */
    private void exchange(String prefix, int count) {
        Instant sent = Instant.now();
        List<String> numbers = IntStream.range(0, count)
                .mapToObj(i -> prefix + "%07d".formatted(i))
                .toList();
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String number = numbers.get(i);
            String deadline = sent.plus(30, ChronoUnit.DAYS)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            OtherPlatform.Order known = MASSES.know(number, deadline);
            messages.add(MASSES.message(number, sent, ",\"deadline\":\"" + deadline + "\""));
            if (i % 10 == 0) {
                known.deadline = sent.plus(40, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
                messages.add(about(number, "DEADLINE", "\"deadline\":\"" + known.deadline + "\""));
            }
            if (i % 10 == 1) {
                messages.add(about(number, "WITHDRAWN", "\"reason\":\"来电人撤回\""));
            }
        }
        int all = MASSES.orders().size();
        long failures = MASSES.failures.get();
        MASSES.failing = 0.3;
        MASSES.queueShuffled(messages);

        awaitWhileMoving(
                () -> List.of(
                        count("select count(*) from work_order where system = 'masses'"),
                        count("select count(*) from work_order_message where system = 'masses' and state = 'RECEIVED'"),
                        count("select count(*) from work_order_reply where system = 'masses' and state = 'WAITING'")),
                List.of((long) all, 0L, 0L));
        MASSES.failing = 0;
        JsonNode report = desk.put("dispatcher", DISPATCHER, "/work-orders/reconciliations/masses", "")
                .body();
        assertThat(report.path("differences").isEmpty()).as(report.toString()).isTrue();
        assertThat(report.path("ours").asInt()).isEqualTo(all);
        assertThat(report.path("theirs").asInt()).isEqualTo(all);
        assertThat(MASSES.failures.get() - failures).isGreaterThan(count / 10);
        assertThat(count("select count(*) from intake_case where external_id like 'masses/%'"))
                .isEqualTo(all);
        assertThat(MASSES.orders().values())
                .allSatisfy(order -> assertThat(order.kinds).doesNotHaveDuplicates());
        assertThat(MASSES.order(numbers.get(1)).kinds).containsExactly("ACCEPTED", "RETURNED");
        assertThat(count("select count(*) from work_order_message where system = 'masses' and state = 'PARKED'"))
                .isZero();
    }

    /** However slow the machine is: it gives up when nothing moves for longer than a reply waits that failed ten times. */
    private static void awaitWhileMoving(Supplier<List<Long>> counts, List<Long> expected) {
        List<Long> now = counts.get();
        while (!now.equals(expected)) {
            List<Long> before = now;
            now = await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(500))
                    .until(counts::get, read -> read.equals(expected) || !read.equals(before));
        }
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static List<String> differences(JsonNode report, String number) {
        return report.path("differences")
                .valueStream()
                .filter(one -> one.path("number").asString().equals(number))
                .map(one -> one.path("kind").asString())
                .toList();
    }

    private Stream<JsonNode> parked() {
        return desk.get("dispatcher", DISPATCHER, "/work-orders/parked").body().valueStream();
    }

    private List<String> replies(String number) throws IOException {
        Path out = folder.resolve("out");
        if (!Files.exists(out)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(WorkOrderIntegrationTests::read)
                    .filter(reply -> reply.path("number").asString().equals(number))
                    .map(reply -> reply.path("kind").asString())
                    .toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return tools.jackson.databind.json.JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** An order that is a case and was answered. */
    private String queued() {
        String number = number();
        HOTLINE.know(number, null);
        HOTLINE.queue(HOTLINE.message(number, Instant.now(), ""));
        await().untilAsserted(() -> assertThat(HOTLINE.order(number).kinds).containsExactly("ACCEPTED"));
        return number;
    }

    private static String about(String number, String kind, String content) {
        return "{\"messageId\":\"%s-%s\",\"kind\":\"%s\",\"number\":\"%s\",\"sentAt\":\"%s\",%s}"
                .formatted(kind, number, kind, number, Instant.now(), content);
    }

    private void verify(UUID caseId) {
        act("community", COMMUNITY, caseId, "request-verification", "{}");
        act("grid", GRID_WORKER, caseId, "verify", "{\"found\":true,\"note\":\"属实\"}");
    }

    private void handle(UUID caseId) throws IOException {
        verify(caseId);
        finish(caseId);
    }

    private void finish(UUID caseId) {
        act("community", COMMUNITY, caseId, "start-handling", "{\"conditionCode\":\"E0110-1\"}");
        try {
            String photo = desk.upload("community", COMMUNITY, "/photos", picture(), "AFTER")
                    .text("photoId");
            act("community", COMMUNITY, caseId, "handle", "{\"result\":\"已清运\",\"photoIds\":[\"" + photo + "\"]}");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        act("grid", GRID_WORKER, caseId, "check", "{\"passed\":true,\"note\":\"干净\"}");
    }

    private void act(String account, TestGrant grant, UUID caseId, String action, String body) {
        IntakeDesk.Answer answer = desk.post(account, grant, "/cases/" + caseId + "/" + action, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private HttpResponse<String> push(String system, String token, String message) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://localhost:" + port + "/work-orders/v1/" + system + "/messages"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.ofString(message))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private UUID caseId(String externalId) {
        return jdbc.sql("select case_id from intake_case where external_id = :id")
                .param("id", externalId)
                .query(UUID.class)
                .single();
    }

    private static String number() {
        return "N" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpg", out);
        return out.toByteArray();
    }
}
