package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Which service gets which request, and which the gateway answers itself. */
class RoutingIntegrationTests extends GatewayScene {

    @Test
    void eachServiceGetsItsPathUnchanged() {
        assertThat(body(send(withBearer("/api/intake/cases?desk=street&text=%E4%BA%95")))
                        .get("path")
                        .asString())
                .isEqualTo("/api/intake/cases?desk=street&text=%E4%BA%95");
        assertThat(body(send(withBearer("/api/dispatch/cases"))).get("path").asString())
                .isEqualTo("/api/dispatch/cases");
        assertThat(body(send(withBearer("/api/department/assignments")))
                        .get("path")
                        .asString())
                .isEqualTo("/api/department/assignments");
        assertThat(body(send(withBearer("/api/audit/logs"))).get("path").asString())
                .isEqualTo("/api/audit/logs");
    }

    @Test
    void bearerPassesStraightThroughWithoutSessionOrCsrf() {
        var response = send(withBearer("/api/intake/cases")
                .header("Idempotency-Key", "\"k\"")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map()).doesNotContainKey("set-cookie");
        assertThat(INTAKE.last().header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(INTAKE.last().header("Idempotency-Key")).isEqualTo("\"k\"");
    }

    @Test
    void forgedForwardingHeadersAndCookiesStayHere() {
        send(withBearer("/api/intake/cases")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6")
                .header("Cookie", "WHISTLE_SESSION=abc")
                .header("X-XSRF-TOKEN", "abc"));

        var seen = INTAKE.last();
        assertThat(seen.header("X-Forwarded-For")).isNull();
        assertThat(seen.header("X-Forwarded-Host")).isNull();
        assertThat(seen.header("Forwarded")).isNull();
        assertThat(seen.header("X-Real-IP")).isNull();
        assertThat(seen.header("Cookie")).isNull();
        assertThat(seen.header("X-XSRF-TOKEN")).isNull();
    }

    @Test
    void aLongListComesCompressedAndAShortAnswerAsItIs() {
        var list = send(withBearer("/api/intake/list").header("Accept-Encoding", "gzip"));
        var one = send(withBearer("/api/intake/cases").header("Accept-Encoding", "gzip"));

        assertThat(list.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(list.headers().allValues("Vary")).anyMatch(value -> value.contains("accept-encoding"));
        assertThat(one.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void whatAServiceSaysComesThroughUnchanged() {
        var refusal = send(withBearer("/api/intake/refusal").POST(BodyPublishers.ofString("{}")));
        var broken = send(withBearer("/api/intake/broken"));

        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(body(refusal).get("code").asString()).isEqualTo("NOT_ALLOWED_IN_STATE");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(body(broken).get("code").asString()).isEqualTo("INTERNAL_ERROR");
    }

    @Test
    void callWithoutSessionOrTokenIsAskedToSignIn() {
        var chinese = send(to("/api/intake/cases"));
        var english =
                send(to("/api/intake/cases").header("Accept-Language", "en-GB").POST(BodyPublishers.noBody()));

        assertThat(chinese.statusCode()).isEqualTo(401);
        assertThat(chinese.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(chinese.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("WHISTLE_SESSION"));
        assertThat(body(chinese).get("code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(body(chinese).get("title").asString()).isEqualTo("请先登录");
        assertThat(english.statusCode()).isEqualTo(401);
        assertThat(body(english).get("title").asString()).isEqualTo("Please sign in");
    }

    @Test
    void unknownAddressIsAProblemWithTheTraceOfTheCaller() {
        var response = send(withBearer("/api/nothing/here")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(body(response).get("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(body(response).get("traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void aServiceGetsTheTraceOfTheCaller() {
        send(withBearer("/api/intake/cases")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        assertThat(INTAKE.last().header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    @Test
    void pageAndHealthAreOpenAndGuarded() {
        var page = send(to("/").header("Accept", "text/html"));
        var health = send(to("/actuator/health"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(body(health).get("status").asString()).isEqualTo("UP");
        assertThat(body(health).has("components")).isFalse();
        assertThat(send(to("/actuator/env")).statusCode()).isEqualTo(401);
    }
}
