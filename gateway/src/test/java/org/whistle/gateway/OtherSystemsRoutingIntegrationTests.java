package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GeoReport's clients come without token, session or CSRF, with a form or with pictures; platforms with a token of their own. */
class OtherSystemsRoutingIntegrationTests extends GatewayScene {

    private static final String FORM =
            "api_key=abc&service_code=E0110&description=%E5%9E%83%E5%9C%BE+%26%0A&attribute%5BCONDITION%5D=E0110-1";

    @ParameterizedTest
    @ValueSource(strings = {FORM, "a=%&b=%ff&=&a"})
    void aFormArrivesAsItWasSent(String form) {
        var answer = send(to("/open311/v2/requests.json")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("Idempotency-Key", "k1")
                .POST(BodyPublishers.ofString(form)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(INTAKE.last().path()).isEqualTo("/open311/v2/requests.json");
        assertThat(INTAKE.last().body()).isEqualTo(form);
        assertThat(INTAKE.last().header("Idempotency-Key")).isEqualTo("k1");
    }

    @Test
    void aQueryArrivesWholeAndABrowserGetsNoPageForIt() {
        send(to("/open311/v2/requests.xml?status=open,closed&start_date=2026-01-01T00:00:00%2B08:00")
                .header("Accept", "text/html"));

        assertThat(URLDecoder.decode(INTAKE.last().path(), StandardCharsets.UTF_8))
                .isEqualTo("/open311/v2/requests.xml?status=open,closed&start_date=2026-01-01T00:00:00+08:00");
    }

    @Test
    void aPageOfAnotherOriginMayAskOpen311AndNothingElse() {
        var asked = send(preflight("/open311/v2/requests.json"));
        var read = send(to("/open311/v2/services.json").header("Origin", "https://map.example"));
        var other = send(preflight("/work-orders/v1/12345/messages"));

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(send(preflight("/api/intake/cases")).headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void aHeadIsAnsweredAsAGetWithoutBody() {
        var answer = send(to("/open311/v2/services.json").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    }

    private HttpRequest.Builder preflight(String path) {
        return to(path).header("Origin", "https://map.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody());
    }

    @Test
    void picturesMayBeLargerThanForms() {
        byte[] large = new byte[2_000_000];

        assertThat(send(to("/open311/v2/requests.json")
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(BodyPublishers.ofByteArray(large)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(to("/open311/v2/requests.json")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofByteArray(large)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aPlatformsMessageArrivesWithItsToken() {
        var answer = send(to("/work-orders/v1/12345/messages")
                .header("Authorization", "Bearer theirs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"messageId\":\"m1\"}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(INTAKE.last().path()).isEqualTo("/work-orders/v1/12345/messages");
        assertThat(INTAKE.last().header("Authorization")).isEqualTo("Bearer theirs");
        assertThat(INTAKE.last().body()).isEqualTo("{\"messageId\":\"m1\"}");
    }
}
