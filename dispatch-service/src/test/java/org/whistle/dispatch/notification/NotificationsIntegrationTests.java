package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.clock.ClockKind;
import org.whistle.dispatch.TestDesk;
import org.whistle.dispatch.dispatching.CommandCenter;
import org.whistle.dispatch.dispatching.NoticeWatcher.To;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.dispatch.dispatching.OtherDesks;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import tools.jackson.databind.JsonNode;

/** Who is told what outside the console, when and how often: over a real mail server and a real receiver of robots. */
@DeskTest
@TestPropertySource(
        properties = {
            "whistle.notifications.console-url=https://whistle.example/",
            "whistle.notifications.from=Whistle <whistle@county.example>",
            "whistle.notifications.mail-domains=county.example",
            "whistle.notifications.confidential-categories=E05",
            "whistle.notifications.first-retry=200ms",
            "whistle.notifications.attempts=40",
            "whistle.notifications.most=3"
        })
class NotificationsIntegrationTests {

    private static final String COUNTY = "350994";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String ORDINARY = "C0101-2";
    private static final String URGENT = "C0101-1";
    private static final int MAIL_PORT = RobotReceiver.freePort();
    private static final RobotReceiver ROBOTS = new RobotReceiver();
    private static GreenMail mail = mailServer();

    @LocalServerPort
    private int port;

    @Autowired
    private CommandCenter center;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private Wording wording;

    @Autowired
    private NotificationStore store;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestDesk desk;
    private OtherDesks field;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> MAIL_PORT);
        registry.add("whistle.notifications.robots[0].code", () -> "water");
        registry.add("whistle.notifications.robots[0].kind", () -> "DINGTALK");
        registry.add("whistle.notifications.robots[0].secret", () -> "SECtest");
        registry.add("whistle.notifications.robots[0].jurisdiction", () -> "350994");
        registry.add("whistle.notifications.robots[0].unit", () -> "WATER");
        registry.add("whistle.notifications.robots[0].allow-private", () -> "true");
        registry.add("whistle.notifications.robots[1].code", () -> "command");
        registry.add("whistle.notifications.robots[1].kind", () -> "GENERIC");
        registry.add("whistle.notifications.robots[1].secret", () -> "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        registry.add("whistle.notifications.robots[1].jurisdiction", () -> "350994");
        registry.add("whistle.notifications.robots[1].roles", () -> "DISPATCHER");
        registry.add("whistle.notifications.robots[1].locale", () -> "en");
        registry.add("whistle.notifications.robots[1].allow-private", () -> "true");
        registry.add("whistle.notifications.robots[1].per-minute", () -> "1");
        registry.add("whistle.notifications.robots[2].code", () -> "forbidden");
        registry.add("whistle.notifications.robots[2].kind", () -> "WECOM");
        registry.add("whistle.notifications.robots[2].url", () -> "https://127.0.0.1:9/send?key=hidden");
        registry.add("whistle.notifications.robots[2].jurisdiction", () -> "350994");
        registry.add("whistle.notifications.robots[2].unit", () -> "SANITATION");
        registry.add("whistle.notifications.robots[0].url", () -> ROBOTS.url("/water?access_token=x"));
        registry.add("whistle.notifications.robots[1].url", () -> ROBOTS.url("/command"));
    }

    @BeforeAll
    static void start() {
        mail.start();
        ROBOTS.start();
    }

    @AfterAll
    static void stop() {
        mail.stop();
        ROBOTS.stop();
    }

    @BeforeEach
    void county() {
        clockAt(LocalTime.of(10, 0));
        desk = new TestDesk(port, COUNTY);
        field = new OtherDesks(COUNTY, center, reference, transaction);
        assertThat(desk.importPack().status()).isEqualTo(200);
        jdbc.sql("delete from notification").update();
        jdbc.sql("delete from notification_message").update();
        jdbc.sql("delete from notification_recipient").update();
        jdbc.sql("delete from notification_preference").update();
        ROBOTS.answer("{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    @Test
    void aNewPartReachesTheLiaisonsOfItsUnitAndNobodyElse() throws MessagingException {
        String liaison = wantsMail("en", "NONE", water(COUNTY));
        String elsewhere = wantsMail("en", "NONE", water("350998"));
        String otherUnit = wantsMail("en", "NONE", TestGrant.of(Role.DEPARTMENT, COUNTY, "POLICE"));
        String handler = wantsMail("en", "NONE", TestGrant.of(Role.HANDLER, COUNTY, "WATER"));
        String expired = wantsMail("en", "NONE", water(COUNTY));
        jdbc.sql("""
                        update notification_preference set grants = jsonb_set(grants, '{0,to}', '"2026-01-01T00:00:00Z"')
                        where account = :account
                        """).param("account", expired).update();

        UUID caseId = dispatched(ORDINARY);

        await().untilAsserted(() -> assertThat(mailTo(liaison)).hasSize(1));
        MimeMessage told = mailTo(liaison).getFirst();
        assertThat(told.getSubject()).startsWith("[Whistle] New part " + COUNTY);
        assertThat(GreenMailUtil.getBody(told))
                .contains("Water manhole cover", "https://whistle.example/cases/" + caseId, "Due: ", "+08:00")
                .doesNotContain("多次反映", "井盖缺失");
        assertThat(told.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(recipients(caseId, Notices.Kind.OFFERED, Channel.EMAIL)).containsExactly(liaison);
        assertThat(Stream.of(elsewhere, otherUnit, handler, expired))
                .allSatisfy(account -> assertThat(mailTo(account)).isEmpty());
    }

    @Test
    void atNightAnEmergencyGoesOutAtOnceAndTheRestIsOneDigestInTheMorning() throws MessagingException {
        String dispatcher = wantsMail("zh-CN", "NONE", TestGrant.of(Role.DISPATCHER, COUNTY));
        String liaison = wantsMail("zh-CN", "NONE", water(COUNTY));
        clockAt(LocalTime.of(23, 30));

        dispatched(ORDINARY);
        dispatched(ORDINARY);
        UUID emergency = field.ticketedOf(URGENT);

        await().untilAsserted(() -> assertThat(mailTo(dispatcher)).hasSize(1));
        assertThat(mailTo(dispatcher).getFirst().getSubject()).startsWith("【哨】紧急哨");
        await().untilAsserted(() -> assertThat(held(liaison)).isEqualTo(2));
        assertThat(mailTo(liaison)).isEmpty();
        assertThat(recipients(emergency, Notices.Kind.EMERGENCY, Channel.EMAIL)).contains(dispatcher);

        clockAt(LocalTime.of(7, 1), 1);

        await().untilAsserted(() -> assertThat(mailTo(liaison)).hasSize(1));
        assertThat(mailTo(liaison).getFirst().getSubject()).isEqualTo("【哨】2 条通知");
        assertThat(text(mailTo(liaison).getFirst())).contains("新派单：2", "最紧要的：", "https://whistle.example/");
    }

    @Test
    void aFloodBecomesADigestAndNothingOfItIsLost() {
        String liaison = wantsMail("en", "NONE", water(COUNTY));

        for (int i = 0; i < 9; i++) {
            dispatched(ORDINARY);
        }

        await().untilAsserted(() -> assertThat(items(liaison)).isEqualTo(9));
        await().untilAsserted(
                        () -> assertThat(count("recipient = :account and not held and message_id is null", liaison))
                                .isZero());
        clockAt(LocalTime.of(10, 20));
        await().untilAsserted(() -> assertThat(sentItems(liaison)).isEqualTo(9));
        assertThat(mailTo(liaison)).hasSizeLessThanOrEqualTo(4);
        assertThat(mailTo(liaison))
                .anySatisfy(one -> assertThat(one.getSubject()).endsWith("notifications"));
    }

    @Test
    void whoWantsOneDigestADayGetsOneADay() throws MessagingException {
        String liaison = wantsMail("en", "DAILY", water(COUNTY));

        dispatched(ORDINARY);
        dispatched(ORDINARY);
        await().untilAsserted(() -> assertThat(held(liaison)).isEqualTo(2));
        assertThat(mailTo(liaison)).isEmpty();
        clockAt(LocalTime.of(8, 1), 1);

        await().untilAsserted(() -> assertThat(mailTo(liaison)).hasSize(1));
        assertThat(mailTo(liaison).getFirst().getSubject()).isEqualTo("[Whistle] 2 notifications");
    }

    @Test
    void aRobotThatWasAwayGetsEverythingAndHoldsUpNoMail() {
        String liaison = wantsMail("en", "NONE", water(COUNTY));
        ROBOTS.stop();

        UUID caseId = dispatched(ORDINARY);

        await().untilAsserted(() -> assertThat(mailTo(liaison)).hasSize(1));
        await().untilAsserted(() -> assertThat(message("water").attempts()).isGreaterThan(1));
        assertThat(message("water").problem()).isEqualTo("ConnectException");
        ROBOTS.start();
        await().untilAsserted(() -> assertThat(message("water").state()).isEqualTo("SENT"));
        List<RobotReceiver.Call> calls = ROBOTS.calls("/water").stream()
                .filter(call -> call.body().contains(caseId.toString()))
                .toList();
        assertThat(calls).hasSize(1);
        assertThat(calls.getLast().query())
                .startsWith("access_token=x&timestamp=")
                .contains("&sign=");
        assertThat(calls.getLast().body()).startsWith("{\"msgtype\":\"text\",\"text\":{\"content\":\"【哨】新派单");
    }

    @Test
    void aMailServerThatWasAwayIsTriedAgainWithTheSameMessage() throws MessagingException {
        String liaison = wantsMail("en", "NONE", water(COUNTY));
        mail.stop();

        dispatched(ORDINARY);

        await().untilAsserted(() -> assertThat(message(liaison).attempts()).isGreaterThan(1));
        UUID id = message(liaison).id();
        mail = mailServer();
        mail.start();
        await().untilAsserted(() -> assertThat(mailTo(liaison)).hasSize(1));
        assertThat(mailTo(liaison).getFirst().getMessageID()).isEqualTo("<" + id + "@county.example>");
    }

    @Test
    void anAnswerThatSaysNoIsAFailureAndTooFastIsAPause() {
        ROBOTS.answer("{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
        dispatched(ORDINARY);
        await().untilAsserted(() -> assertThat(message("water").attempts()).isGreaterThan(1));
        assertThat(message("water").problem()).isEqualTo("errcode 310000");

        ROBOTS.answer("{\"errcode\":130101,\"errmsg\":\"send too fast\"}");
        await().untilAsserted(() -> assertThat(message("water").problem()).isEqualTo("errcode 130101"));
        int attempts = message("water").attempts();
        await().untilAsserted(() ->
                assertThat(jdbc.sql("""
                        select not_before > clock_timestamp() + interval '9 minutes'
                        from notification_recipient where recipient = 'water'
                        """).query(Boolean.class).single()).isTrue());
        assertThat(message("water").attempts()).as("a pause is no failure").isEqualTo(attempts);
    }

    @Test
    void aGenericReceiverCanVerifyWhoSentIt() {
        field.ticketedOf(ORDINARY);

        await().untilAsserted(() -> assertThat(message("command").state()).isEqualTo("SENT"));
        RobotReceiver.Call call = ROBOTS.calls("/command").getLast();
        assertThat(call.signature())
                .isEqualTo(RobotSignatures.generic(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        String.valueOf(call.id()),
                        Long.parseLong(String.valueOf(call.timestamp())),
                        call.body()));
        assertThat(call.body()).contains("New ticket");
    }

    @Test
    void aRobotGetsNoMoreThanItTakesInAMinute() {
        field.ticketedOf(URGENT);
        await().untilAsserted(() -> assertThat(message("command").state()).isEqualTo("SENT"));

        field.ticketedOf(URGENT);

        await().untilAsserted(() ->
                assertThat(jdbc.sql("""
                                select count(*) from notification_message join notification_recipient using (recipient)
                                where recipient = 'command' and state = 'WAITING' and attempts = 0 and tried_at is null
                                and not_before > clock_timestamp()
                                """).query(Long.class).single()).isPositive());
        // as if the minute were over, each time
        await().untilAsserted(() -> {
            jdbc.sql("update notification_message set tried_at = tried_at - interval '1 minute'")
                    .update();
            assertThat(jdbc.sql("select state from notification_message where recipient = 'command'")
                            .query(String.class)
                            .list())
                    .hasSizeGreaterThan(1)
                    .containsOnly("SENT");
        });
    }

    @Test
    void aRecipientIsClaimedByOneReplicaAndByAnotherWhenThatOneDied() throws Exception {
        for (int i = 0; i < 40; i++) {
            jdbc.sql(
                            "insert into notification_recipient (channel, recipient, next_at) values ('IN_APP', :name, whistle_now())")
                    .param("name", "r" + i)
                    .update();
        }
        Set<String> claimed = ConcurrentHashMap.newKeySet();
        AtomicInteger claims = new AtomicInteger();
        try (ExecutorService replicas = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 12; i++) {
                replicas.submit(() -> {
                    List<String> mine = store.claim(Channel.IN_APP, 5);
                    claims.addAndGet(mine.size());
                    claimed.addAll(mine);
                });
            }
        }
        List<String> rest = store.claim(Channel.IN_APP, 100);

        claimed.addAll(rest);
        assertThat(claimed).hasSize(40);
        assertThat(claims.get() + rest.size()).as("nobody twice").isEqualTo(40);
        assertThat(store.claim(Channel.IN_APP, 100)).isEmpty();
        jdbc.sql("update notification_recipient set leased_until = clock_timestamp() - interval '1 second'")
                .update();
        assertThat(store.claim(Channel.IN_APP, 100)).hasSize(40);
    }

    @Test
    void noPrivateNetworkIsCalledUnlessItIsAllowed() {
        UUID caseId = field.ticketedOf(ORDINARY);
        act(caseId, "dispatch", "{\"lead\":\"SANITATION\"}");

        await().untilAsserted(() -> assertThat(message("forbidden").problem()).contains("Filtered"));
        assertThat(message("forbidden").state()).isEqualTo("WAITING");
    }

    @Test
    void requestsAndTheirAnswersAreToldToWhoWaitsForThem() {
        UUID caseId = dispatched(ORDINARY);
        UUID part = part(caseId);

        field.say(caseId, new DepartmentEvent.ReturnRequested(ReturnReason.OTHER, "不属本单位", null), part);
        assertThat(desk.post(
                                "other-dispatcher",
                                "/cases/" + caseId + "/review-return",
                                "{\"assignmentId\":\"%s\",\"approve\":false,\"note\":\"属于\"}".formatted(part),
                                desk.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(200);
        act(caseId, "recall", "{\"reasonCode\":\"OTHER\",\"note\":\"派错\"}");

        assertThat(jdbc.sql("""
                        select step || ' ' || coalesce(unit, role) || ' ' || coalesce(detail, '-') from notification
                        where case_id = :id order by notification_id
                        """).param("id", caseId).query(String.class).list())
                .containsExactly(
                        "TICKETED DISPATCHER -",
                        "OFFERED WATER -",
                        "REQUESTED DISPATCHER RETURN",
                        "ANSWERED WATER RETURN_REFUSED",
                        "PART_ENDED WATER RECALLED");
        assertThat(jdbc.sql("select kind from notice where case_id = :id order by notice_id")
                        .param("id", caseId)
                        .query(String.class)
                        .list())
                .as("what stands on a list already makes no notice")
                .containsExactly("ANSWERED", "PART_ENDED");
    }

    @Test
    void aCountysAdministratorChangesARuleAndTheLedgerKnows() {
        String liaison = wantsMail("en", "NONE", water(COUNTY));
        TestGrant admin = TestGrant.of(Role.ADMIN, COUNTY);

        TestDesk.Answer changed = desk.put(
                "admin", "/notification-rules/DEPARTMENT/OFFERED", "{\"channels\":[\"IN_APP\",\"ROBOT\"]}", admin);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("standard").asBoolean()).isFalse();
        assertThat(desk.get("admin", "/notification-rules", admin).body().toString())
                .contains("{\"channel\":\"EMAIL\",\"on\":true}");
        assertThat(adminEvents())
                .anySatisfy(event -> assertThat(event)
                        .contains(
                                "admin.notification-rule-changed.v1", "\"step\":\"OFFERED\"", "\"IN_APP\",\"ROBOT\""));
        UUID caseId = dispatched(ORDINARY);
        await().untilAsserted(() -> assertThat(recipients(caseId, Notices.Kind.OFFERED, Channel.ROBOT))
                .containsExactly("water"));
        assertThat(mailTo(liaison)).isEmpty();

        int events = adminEvents().size();
        assertThat(desk.put(
                                "admin",
                                "/notification-rules/DEPARTMENT/OFFERED",
                                "{\"channels\":[\"IN_APP\",\"ROBOT\"]}",
                                admin)
                        .status())
                .isEqualTo(200);
        assertThat(adminEvents()).as("the same again is no change").hasSize(events);
        desk.put(
                "admin",
                "/notification-rules/DEPARTMENT/OFFERED",
                "{\"channels\":[\"IN_APP\",\"EMAIL\",\"ROBOT\"]}",
                admin);
    }

    @Test
    void rulesAreTheAdministratorsAlone() {
        String body = "{\"channels\":[\"IN_APP\"]}";
        String rule = "/notification-rules/DEPARTMENT/OFFERED";

        assertThat(desk.put("dispatcher", rule, body, desk.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(403);
        assertThat(desk.put("admin", rule, body, TestGrant.of(Role.ADMIN, "350998"))
                        .status())
                .isEqualTo(403);
        assertThat(desk.get("dispatcher", "/notification-rules", desk.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(403);
        assertThat(desk.get("dispatcher", "/notifications", desk.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsWrongWithARuleIsNamed() {
        TestGrant admin = desk.grant(Role.ADMIN);

        refused(
                desk.put("admin", "/notification-rules/DEPARTMENT/OFFERED", "{\"channels\":[\"EMAIL\"]}", admin),
                422,
                "/channels");
        refused(desk.put("admin", "/notification-rules/DEPARTMENT/OFFERED", "{}", admin), 400, "/channels");
        refused(
                desk.put("admin", "/notification-rules/DEPARTMENT/OFFERED", "{\"channels\":[\"PIGEON\"]}", admin),
                400,
                "/channels/0");
        refused(
                desk.put("admin", "/notification-rules/DEPARTMENT/OFFERED", "{\"channels\":[null]}", admin),
                400,
                "/channels/0");
        refused(
                desk.put("admin", "/notification-rules/NOBODY/OFFERED", "{\"channels\":[\"IN_APP\"]}", admin),
                400,
                "/role");
        refused(
                desk.put("admin", "/notification-rules/DEPARTMENT/LUNCH", "{\"channels\":[\"IN_APP\"]}", admin),
                400,
                "/step");
        refused(desk.get("admin", "/notifications?state=LOST", admin), 400, "/state");
        assertThat(desk.put("admin", "/notification-rules/ADMIN/OFFERED", "{\"channels\":[\"IN_APP\"]}", admin)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsWrongWithAChoiceIsNamedAndNothingIsKept() {
        TestGrant grant = water(COUNTY);
        String start = "{\"locale\":\"en\",\"channels\":[\"EMAIL\"],\"digest\":\"NONE\"";

        refused(desk.put("nobody", "/me/notifications", start + "}", grant), 422, "/email");
        for (String email : List.of(
                "nobody",
                "a@b@county.example",
                "a b@county.example",
                "a\\r\\nBcc: x@county.example",
                "a@county..example",
                "<a@county.example>")) {
            refused(
                    desk.put("nobody", "/me/notifications", start + ",\"email\":\"" + email + "\"}", grant),
                    422,
                    "/email");
        }
        refused(
                desk.put("nobody", "/me/notifications", start + ",\"email\":\"a@elsewhere.example\"}", grant),
                422,
                "/email");
        refused(
                desk.put("nobody", "/me/notifications", start + ",\"email\":\"" + "a".repeat(300) + "\"}", grant),
                400,
                "/email");
        refused(
                desk.put("nobody", "/me/notifications", start.replace("EMAIL", "ROBOT") + "}", grant),
                422,
                "/channels");
        refused(
                desk.put(
                        "nobody",
                        "/me/notifications",
                        start.replace("EMAIL", "IN_APP") + ",\"quietFrom\":\"22:00\"}",
                        grant),
                422,
                "/quietTo");
        refused(
                desk.put(
                        "nobody",
                        "/me/notifications",
                        start.replace("EMAIL", "IN_APP") + ",\"quietFrom\":\"late\",\"quietTo\":\"07:00\"}",
                        grant),
                400,
                "/quietFrom");
        refused(desk.put("nobody", "/me/notifications", start.replace("NONE", "HOURLY") + "}", grant), 400, "/digest");
        refused(
                desk.put("nobody", "/me/notifications", start.replace("\"en\"", "\"fr\"") + "}", grant),
                400,
                "/locale");
        assertThat(jdbc.sql("select count(*) from notification_preference")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anAddressIsForgottenWhenItsOwnerClearsItAndWhatWaitedForItToo() {
        String liaison = wantsMail("en", "DAILY", water(COUNTY));
        UUID caseId = dispatched(ORDINARY);
        await().untilAsserted(() -> assertThat(held(liaison)).isEqualTo(1));

        TestDesk.Answer cleared = desk.put(
                liaison,
                "/me/notifications",
                "{\"locale\":\"en\",\"channels\":[\"IN_APP\"],\"digest\":\"NONE\"}",
                water(COUNTY));

        assertThat(cleared.body().path("choice").has("email")).isFalse();
        assertThat(jdbc.sql("select count(*) from notification_address")
                        .query(Long.class)
                        .single())
                .isZero();
        clockAt(LocalTime.of(8, 1), 1);
        await().untilAsserted(() -> assertThat(recipients(caseId, Notices.Kind.OFFERED, Channel.EMAIL))
                .isEmpty());
        assertThat(mailTo(liaison)).isEmpty();
    }

    @Test
    void whoLosesTheRoleOvernightIsNotToldInTheMorning() {
        String liaison = wantsMail("en", "DAILY", water(COUNTY));
        UUID caseId = dispatched(ORDINARY);
        await().untilAsserted(() -> assertThat(held(liaison)).isEqualTo(1));

        desk.get(liaison, "/notices", TestGrant.of(Role.DEPARTMENT, COUNTY, "POLICE"));
        clockAt(LocalTime.of(8, 1), 1);

        await().untilAsserted(() -> assertThat(recipients(caseId, Notices.Kind.OFFERED, Channel.EMAIL))
                .isEmpty());
        assertThat(mailTo(liaison)).isEmpty();
    }

    @Test
    void whatFailedIsShownToTheAdministratorWithoutAddresses() {
        String liaison = wantsMail("en", "NONE", water(COUNTY));
        dispatched(ORDINARY);
        await().untilAsserted(() -> assertThat(message(liaison).state()).isEqualTo("SENT"));
        jdbc.sql(
                        "update notification_message set state = 'FAILED', problem = 'errcode 300005' where recipient = :account")
                .param("account", liaison)
                .update();

        JsonNode failed = desk.get("admin", "/notifications?state=FAILED", desk.grant(Role.ADMIN))
                .body();

        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).path("steps").toString()).isEqualTo("[\"OFFERED\"]");
        assertThat(failed.toString()).contains(liaison, "errcode 300005").doesNotContain("@", COUNTY);
        assertThat(desk.get("admin", "/notifications?state=FAILED", TestGrant.of(Role.ADMIN, "350998"))
                        .body())
                .isEmpty();
    }

    @Test
    void everyStepIsSaidInBothLanguages() {
        for (Notices.Kind step : Notices.Kind.values()) {
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                for (String detail : details(step)) {
                    Wording.Text text = wording.of(List.of(about(step, detail, "C0101")), locale);
                    assertThat(text.subject()).contains("3509942026112800001").doesNotContain("\n");
                    assertThat(text.body()).contains(locale == Locale.ENGLISH ? "Water manhole cover" : "上水井盖");
                    if (locale == Locale.ENGLISH) {
                        assertThat(text.subject() + text.body().lines().limit(2).toList())
                                .as(step + " " + detail)
                                .doesNotMatch("(?s).*\\p{IsHan}.*");
                    }
                }
            }
        }
    }

    @Test
    void aConfidentialCategoryIsNotNamedAndNothingInTheDataBecomesMarkup() {
        String body = wording.of(List.of(about(Notices.Kind.OFFERED, null, "E0501")), Locale.ENGLISH)
                .body();

        assertThat(body).doesNotContain("E0501", "Category");
        assertThat(Wording.plain("<b>*x*</b>\n[a](javascript:1)\u202e@all"))
                .doesNotContain("<", "*", "\n", "[", "\u202e", "@");
    }

    private static List<@Nullable String> details(Notices.Kind step) {
        return switch (step) {
            case DEADLINE_WARNED, DEADLINE_MISSED ->
                Arrays.stream(ClockKind.values())
                        .<@Nullable String>map(Enum::name)
                        .toList();
            case SUPERVISION -> List.of("BLUE", "ORANGE", "RED");
            case EMERGENCY -> Arrays.asList(null, "ON_DUTY", "DEPUTY", "LEADER");
            case REWORK -> List.of("CHECK_FAILED", "VETOED", "RULED");
            case PART_ENDED -> List.of("RECALLED", "FORCE_CLOSED");
            case REQUESTED -> List.of("RETURN", "EXTENSION", "SUSPENSION");
            case ANSWERED ->
                List.of(
                        "RETURN_APPROVED",
                        "RETURN_REFUSED",
                        "EXTENSION_GRANTED",
                        "EXTENSION_REFUSED",
                        "SUSPENDED",
                        "SUSPENSION_REFUSED");
            case APPEAL_DECIDED -> List.of("APPEAL_UPHELD", "APPEAL_REJECTED");
            case URGED,
                    CONFIRMATION_MISSED,
                    SUPERSEDED,
                    TICKETED,
                    OFFERED,
                    TICKET_REJECTED,
                    CONFIRMING,
                    RULING,
                    REOPENED,
                    APPEAL_OPEN -> Arrays.asList((String) null);
        };
    }

    private static Notification about(Notices.Kind step, @Nullable String detail, String category) {
        return new Notification(
                1,
                UUID.randomUUID(),
                step,
                detail,
                UUID.randomUUID(),
                "3509942026112800001",
                category,
                COUNTY + "001001001",
                new To(Role.DISPATCHER, null, null),
                false,
                Instant.parse("2026-11-28T04:00:00Z"));
    }

    private static void refused(TestDesk.Answer answer, int status, String pointer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().path("errors").get(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    private static GreenMail mailServer() {
        return new GreenMail(new ServerSetup(MAIL_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private static TestGrant water(String county) {
        return TestGrant.of(Role.DEPARTMENT, county, "WATER");
    }

    /** An account of its own that wants mail; its address is its name at the county. */
    private String wantsMail(String locale, String digest, TestGrant grant) {
        String account = "p" + UUID.randomUUID().toString().substring(0, 8);
        TestDesk.Answer chosen = desk.put(
                account,
                "/me/notifications",
                "{\"email\":\"%s@county.example\",\"locale\":\"%s\",\"channels\":[\"EMAIL\"],\"digest\":\"%s\"}"
                        .formatted(account, locale, digest),
                grant);
        assertThat(chosen.status()).as(chosen.body().toString()).isEqualTo(200);
        return account;
    }

    private List<MimeMessage> mailTo(String account) {
        return List.of(mail.getReceivedMessagesForDomain(account + "@county.example"));
    }

    private static String text(MimeMessage message) {
        try {
            return String.valueOf(message.getContent());
        } catch (MessagingException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID dispatched(String condition) {
        UUID caseId = field.ticketedOf(condition);
        act(caseId, "dispatch", "{\"lead\":\"WATER\"}");
        return caseId;
    }

    private UUID part(UUID caseId) {
        return UUID.fromString(desk.get("/cases/" + caseId, desk.grant(Role.DISPATCHER))
                .body()
                .path("parts")
                .path(0)
                .path("assignmentId")
                .asString());
    }

    private void act(UUID caseId, String action, String body) {
        assertThat(desk.post("dispatcher", "/cases/" + caseId + "/" + action, body, desk.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(200);
    }

    /** The time of decisions, today by the county's clock. */
    private void clockAt(LocalTime time) {
        clockAt(time, 0);
    }

    private void clockAt(LocalTime time, int days) {
        ZonedDateTime now = ZonedDateTime.now(ZONE);
        Duration ahead = Duration.between(now, now.plusDays(days).with(time));
        jdbc.sql("create or replace function whistle_now() returns timestamptz language sql volatile as "
                        + "'select clock_timestamp() + interval ''" + ahead.toMillis() + " milliseconds'''")
                .update();
    }

    private List<String> recipients(UUID caseId, Notices.Kind step, Channel channel) {
        return jdbc.sql("""
                        select recipient from notification_item join notification using (notification_id)
                        where case_id = :id and notification.step = :step and channel = :channel
                        """)
                .param("id", caseId)
                .param("step", step.name())
                .param("channel", channel.name())
                .query(String.class)
                .list();
    }

    private long held(String account) {
        return count("recipient = :account and held and message_id is null", account);
    }

    private long items(String account) {
        return count("recipient = :account", account);
    }

    private long sentItems(String account) {
        return count(
                "recipient = :account and message_id in (select message_id from notification_message where state = 'SENT')",
                account);
    }

    private long count(String condition, String account) {
        return jdbc.sql("select count(*) from notification_item where " + condition)
                .param("account", account)
                .query(Long.class)
                .single();
    }

    private record Message(
            UUID id, String state, int attempts, @Nullable String problem) {}

    private Message message(String recipient) {
        Optional<Message> found = jdbc.sql("""
                        select * from notification_message where recipient = :recipient order by made_at desc limit 1
                        """)
                .param("recipient", recipient)
                .query((row, _) -> new Message(
                        row.getObject("message_id", UUID.class),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getString("problem")))
                .optional();
        return found.orElse(new Message(new UUID(0, 0), "NONE", 0, null));
    }

    private List<String> adminEvents() {
        return jdbc.sql("select value from event where topic = 'admin-events' and key = :county")
                .param("county", COUNTY)
                .query((row, _) -> new String(row.getBytes("value"), java.nio.charset.StandardCharsets.UTF_8))
                .list();
    }
}
