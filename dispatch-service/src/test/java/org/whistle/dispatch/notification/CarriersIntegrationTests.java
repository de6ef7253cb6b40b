package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.whistle.kit.outgoing.SigningSecret;

/** Mail servers and robots that are down, refuse, or limit the rate; replicas that share the work. */
class CarriersIntegrationTests extends NotificationScene {

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
                .isEqualTo(SigningSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .sign(
                                String.valueOf(call.id()),
                                Long.parseLong(String.valueOf(call.timestamp())),
                                call.body().getBytes(StandardCharsets.UTF_8)));
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
        desk.act(caseId, "dispatch", "{\"lead\":\"SANITATION\"}");

        await().untilAsserted(() -> assertThat(message("forbidden").problem()).contains("Filtered"));
        assertThat(message("forbidden").state()).isEqualTo("WAITING");
    }
}
