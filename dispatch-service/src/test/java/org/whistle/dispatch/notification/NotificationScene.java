package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.TestDesk;
import org.whistle.dispatch.dispatching.CommandCenter;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.dispatch.dispatching.OtherDesks;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;

/** A county with a real mail server and a real HTTP receiver for robots. */
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
abstract class NotificationScene {

    static final String COUNTY = "350994";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final String ORDINARY = "C0101-2";
    static final String URGENT = "C0101-1";
    static final int MAIL_PORT = RobotReceiver.freePort();
    static final RobotReceiver ROBOTS = new RobotReceiver();
    static GreenMail mail = mailServer();

    /** Of the whole test, though midnight may pass meanwhile. */
    private final LocalDate day = LocalDate.now(ZONE);

    @LocalServerPort
    int port;

    @Autowired
    CommandCenter center;

    @Autowired
    ReferenceData reference;

    @Autowired
    NotificationText wording;

    @Autowired
    NotificationStore store;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    TestDesk desk;
    OtherDesks field;

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
        mail = mailServer();
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

    static void refused(TestDesk.Answer answer, int status, String pointer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().path("errors").get(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    static GreenMail mailServer() {
        return new GreenMail(new ServerSetup(MAIL_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    static TestGrant water(String county) {
        return TestGrant.of(Role.DEPARTMENT, county, "WATER");
    }

    /** An account of its own that wants mail; its address is its name at the county. */
    String wantsMail(String locale, String digest, TestGrant grant) {
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

    List<MimeMessage> mailTo(String account) {
        return List.of(mail.getReceivedMessagesForDomain(account + "@county.example"));
    }

    static String text(MimeMessage message) {
        try {
            return String.valueOf(message.getContent());
        } catch (MessagingException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    UUID dispatched(String condition) {
        UUID caseId = field.ticketedOf(condition);
        desk.act(caseId, "dispatch", "{\"lead\":\"WATER\"}");
        return caseId;
    }

    /** The time of decisions on the day of the test, by the county's clock. */
    void clockAt(LocalTime time) {
        clockAt(time, 0);
    }

    /** So many days after the day of the test. */
    void clockAt(LocalTime time, int days) {
        Duration ahead =
                Duration.between(Instant.now(), day.plusDays(days).atTime(time).atZone(ZONE));
        jdbc.sql("create or replace function whistle_now() returns timestamptz language sql volatile as "
                        + "'select clock_timestamp() + interval ''" + ahead.toMillis() + " milliseconds'''")
                .update();
    }

    List<String> recipients(UUID caseId, Notices.Kind step, Channel channel) {
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

    long held(String account) {
        return count("recipient = :account and held and message_id is null", account);
    }

    long items(String account) {
        return count("recipient = :account", account);
    }

    long sentItems(String account) {
        return count(
                "recipient = :account and message_id in (select message_id from notification_message where state = 'SENT')",
                account);
    }

    long count(String condition, String account) {
        return jdbc.sql("select count(*) from notification_item where " + condition)
                .param("account", account)
                .query(Long.class)
                .single();
    }

    record Message(
            UUID id, String state, int attempts, @Nullable String problem) {}

    Message message(String recipient) {
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

    List<String> adminEvents() {
        return jdbc.sql("select value from event where topic = 'admin-events' and key = :county")
                .param("county", COUNTY)
                .query((row, _) -> new String(row.getBytes("value"), java.nio.charset.StandardCharsets.UTF_8))
                .list();
    }
}
