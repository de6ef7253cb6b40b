package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What callers see when a service does not answer. */
class ServiceGuardIntegrationTests extends GatewayScene {

    @Test
    void downServiceIsNamedThenLeftAloneAndRecovers() {
        DEPARTMENT.stop();
        for (int call = 0; call < 6; call++) {
            var refused = send(withBearer("/api/department/assignments").header("Accept-Language", "en"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(body(refused).get("code").asString()).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(body(refused).get("detail").asString()).contains("department-service");
        }
        DEPARTMENT.start();
        int before = DEPARTMENT.seen.size();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                send(withBearer("/api/department/assignments")).statusCode())
                        .isEqualTo(200));
        assertThat(DEPARTMENT.seen).hasSizeGreaterThan(before);
    }

    @Test
    void slowServiceIsCutOffInTime() {
        var slow = send(withBearer("/api/dispatch/slow").POST(BodyPublishers.ofString("{}")));
        DISPATCH.slowAnswers.release();

        assertThat(slow.statusCode()).isEqualTo(504);
        assertThat(body(slow).get("code").asString()).isEqualTo("SERVICE_TIMEOUT");
        assertThat(body(slow).get("detail").asString()).contains("dispatch-service", "Idempotency-Key");
    }

    @Test
    void streamMayTakeLongerThanTheTimeLimit() {
        CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS).execute(AUDIT.slowAnswers::release);

        assertThat(send(withBearer("/api/audit/stream")).statusCode()).isEqualTo(200);
    }

    @Test
    void aPackMayTakeLongerThanTheTimeLimit() {
        CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS).execute(DISPATCH.slowAnswers::release);

        assertThat(send(withBearer("/api/dispatch/reference/packs/slow").PUT(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusalsDoNotOpenTheBreaker() {
        for (int call = 0; call < 30; call++) {
            assertThat(send(withBearer("/api/audit/broken")).statusCode()).isEqualTo(500);
        }
        assertThat(send(withBearer("/api/audit/logs")).statusCode()).isEqualTo(200);
    }
}
