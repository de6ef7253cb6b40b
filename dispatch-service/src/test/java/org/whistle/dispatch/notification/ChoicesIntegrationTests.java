package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.whistle.dispatch.TestDesk;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.events.code.Role;
import org.whistle.testing.TestIssuer.TestGrant;
import tools.jackson.databind.JsonNode;

/** What counties and persons may choose, and what administrators see. */
class ChoicesIntegrationTests extends NotificationScene {

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
}
