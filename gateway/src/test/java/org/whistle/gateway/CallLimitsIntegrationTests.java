package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One caller cannot take what is there for all. */
class CallLimitsIntegrationTests extends GatewayScene {

    @Test
    void whoeverCallsTooOftenWaitsAndTheOthersBehindTheSameAddressDoNot() {
        String hasty = IDENTITY.tokenFor("hasty", Duration.ofHours(1));
        String calm = IDENTITY.tokenFor("calm", Duration.ofHours(1));

        HttpResponse<String> refused = firstRefused(() -> send(
                to("/api/audit/logs").header("Authorization", "Bearer " + hasty).header("Accept-Language", "en")));

        assertThat(body(refused).get("code").asString()).isEqualTo("TOO_MANY_CALLS");
        assertThat(refused.headers().firstValue("Retry-After")).contains("10");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(send(to("/api/audit/logs").header("Authorization", "Bearer " + calm))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoeverKeepsManyCallsOpenWaitsForTheirOwnPlacesAndTheOthersDoNot() {
        String hoarder = IDENTITY.tokenFor("hoarder", Duration.ofHours(1));
        List<CompletableFuture<Integer>> calls = Stream.generate(() -> http.sendAsync(
                                to("/api/intake/hoarded/slow")
                                        .header("Authorization", "Bearer " + hoarder)
                                        .build(),
                                BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
                .limit(20)
                .toList();
        await().untilAsserted(() -> assertThat(hoarded()).isEqualTo(16));

        assertThat(send(withBearer("/api/intake/cases")).statusCode()).isEqualTo(200);
        assertThat(hoarded()).isEqualTo(16);
        INTAKE.slowAnswers.release(20);
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(200));
    }

    private static long hoarded() {
        return INTAKE.seen.stream()
                .filter(one -> one.path().equals("/api/intake/hoarded/slow"))
                .count();
    }

    @Test
    void aReaderWithoutAKeyHasAShareAndTakesNothingFromThoseWithOne() {
        firstRefused(() -> send(to("/open311/v2/services.json")));

        assertThat(send(to("/open311/v2/services.json?api_key=abc")).statusCode())
                .isEqualTo(200);
        assertThat(send(to("/work-orders/v1/12345/messages")
                                .header("Authorization", "Bearer theirs")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(200);
        await().untilAsserted(() ->
                assertThat(send(to("/open311/v2/services.json")).statusCode()).isEqualTo(200));
    }

    /** A share begins anew after its period, within which far more calls than it has are made. */
    private static HttpResponse<String> firstRefused(Supplier<HttpResponse<String>> call) {
        return Stream.generate(call)
                .limit(5_000)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
    }
}
