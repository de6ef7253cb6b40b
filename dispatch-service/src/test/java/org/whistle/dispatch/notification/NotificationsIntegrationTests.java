package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.LocalTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.Role;
import org.whistle.testing.TestIssuer.TestGrant;

/** Who is notified of what outside the console, when and how often. */
class NotificationsIntegrationTests extends NotificationScene {

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
    void atNightWhatHasAContinuousLimitGoesOutAtOnceToo() throws MessagingException {
        String liaison = wantsMail("zh-CN", "NONE", water(COUNTY));
        clockAt(LocalTime.of(22, 28));

        dispatched("X0703-1");

        await().untilAsserted(() -> assertThat(mailTo(liaison)).hasSize(1));
        assertThat(mailTo(liaison).getFirst().getSubject()).startsWith("【哨】新派单");
        assertThat(held(liaison)).isZero();
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
    void requestsAndTheirAnswersAreToldToWhoWaitsForThem() {
        UUID caseId = dispatched(ORDINARY);
        UUID part = desk.firstPart(caseId);

        field.say(caseId, new DepartmentEvent.ReturnRequested(ReturnReason.OTHER, "不属本单位", null), part);
        assertThat(desk.post(
                                "other-dispatcher",
                                "/cases/" + caseId + "/review-return",
                                "{\"assignmentId\":\"%s\",\"approve\":false,\"note\":\"属于\"}".formatted(part),
                                desk.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(200);
        desk.act(caseId, "recall", "{\"reasonCode\":\"OTHER\",\"note\":\"派错\"}");

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
}
