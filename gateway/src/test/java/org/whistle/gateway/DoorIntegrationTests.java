package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that the gateway refuses and no service sees. */
class DoorIntegrationTests extends GatewayScene {

    private static final int MORE_THAN_A_BREAKER_TAKES = 21;

    /** As bytes, since no client sends them: what follows the method, and what is answered. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/dispatch/cases?a=%ff, 400, INVALID_TEXT",
        "/api/dispatch/cases?x=%, 400, INVALID_TEXT",
        "/api/dispatch/cases?x=%ED%A0%80, 400, INVALID_TEXT",
        "/api/dispatch/cases?text=%00, 400, INVALID_TEXT",
        "/api/dispatch/cases?%00=1, 400, INVALID_TEXT",
        "/%61pi/dispatch/cases, 400, INVALID_PATH",
        "/api/dispatch/c%61ses, 400, INVALID_PATH",
        "/api/dispatch/cases;a=b, 400, BAD_REQUEST",
        "/api/dispatch//cases, 400, BAD_REQUEST",
        "/api/dispatch/cases?=, 400, NAMELESS_PARAMETER",
        "/open311/v2/services.json?a&=b, 400, NAMELESS_PARAMETER",
        "/work-orders/v1/12345?=a, 400, NAMELESS_PARAMETER",
        "/error, 404, NOT_FOUND",
    })
    void anAddressHasOneSpellingAndDecodes(String target, int status, String code) {
        for (int call = 0; call < MORE_THAN_A_BREAKER_TAKES; call++) {
            assertThat(raw("GET " + target + " HTTP/1.1", "Authorization: Bearer " + TOKEN))
                    .startsWith("HTTP/1.1 %d ".formatted(status))
                    .contains("application/problem+json", "\"code\":\"" + code + "\"");
        }
        assertThat(send(withBearer("/api/dispatch/cases")).statusCode()).isEqualTo(200);
    }

    @Test
    void moreParametersThanTomcatTakesAreNoFaultOfTheService() {
        for (int call = 0; call < MORE_THAN_A_BREAKER_TAKES; call++) {
            assertThat(raw(
                            "GET /api/dispatch/cases?" + "a&".repeat(1_001) + " HTTP/1.1",
                            "Authorization: Bearer " + TOKEN))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("TOO_MANY_PARAMETERS");
        }
        assertThat(send(withBearer("/api/dispatch/cases")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'X-Name: a\u0080b', 400",
        "Accept: foo, 406",
        "Content-Type: */*, 415",
        "Content-Type: application/*, 415",
    })
    void headersThatNobodyCanRead(String header, int status) {
        for (int call = 0; call < MORE_THAN_A_BREAKER_TAKES; call++) {
            assertThat(raw("GET /api/dispatch/cases HTTP/1.1", header, "Authorization: Bearer " + TOKEN))
                    .startsWith("HTTP/1.1 %d ".formatted(status))
                    .contains("application/problem+json");
        }
        assertThat(send(withBearer("/api/dispatch/cases")).statusCode()).isEqualTo(200);
    }

    /** Redirects would lead there. */
    @Test
    void aNameThatIsNotOursIsRefused() {
        assertThat(rawAt("evil.example", "GET /oauth2/authorization/whistle HTTP/1.1"))
                .startsWith("HTTP/1.1 421 ")
                .contains("\"code\":\"UNKNOWN_HOST\"", "Host")
                .doesNotContain("Location:");
        assertThat(rawAt("127.0.0.1:" + port, "GET /oauth2/authorization/whistle HTTP/1.1"))
                .startsWith("HTTP/1.1 302 ");
    }

    @Test
    void aLongWishForLanguagesIsHeard() {
        String languages = "en," + "de-DE-1996;q=0.5,".repeat(350) + "fr";

        var page = send(to("/api/dispatch/cases").header("Accept-Language", languages));

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(body(page).get("title").asString()).isEqualTo("Please sign in");
    }

    static String[] tokens() {
        FakeIdentityProvider foreign = new FakeIdentityProvider();
        return new String[] {
            "nobody",
            "a b",
            IDENTITY.tokenFor("late", Duration.ofMinutes(-5)),
            foreign.tokenFor("mallory", Duration.ofHours(1))
        };
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenThatIsNotOneOfTheIssuerCostsTheServiceNothing(String token) {
        int before = DISPATCH.seen.size();

        var refused = send(to("/api/dispatch/cases")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{}")));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(body(refused).get("code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(DISPATCH.seen).hasSize(before);
    }
}
