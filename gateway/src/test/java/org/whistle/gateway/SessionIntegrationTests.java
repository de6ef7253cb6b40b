package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whistle.testing.TestSystem;

/** A browser's session: sign in, act, stay signed in, sign out. */
class SessionIntegrationTests extends GatewayScene {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @BeforeEach
    void usualProvider() {
        IDENTITY.tokenLife = Duration.ofHours(1);
        IDENTITY.refusesRefresh = false;
    }

    @Test
    void browserIsSentToTheLoginAndComesBackSignedIn() throws Exception {
        var page = browse(to("/some/page").header("Accept", "text/html"));
        var me = browse(to("/me"));

        assertThat(page.uri().getPath()).isEqualTo("/some/page");
        assertThat(IDENTITY.challenge).isNotEmpty();
        assertThat(body(me).get("username").asString()).isEqualTo("dispatcher");
        assertThat(body(me).get("name").asString()).isEqualTo("派单员");
        assertThat(body(me).get("grants").get(0).get("role").asString()).isEqualTo("DISPATCHER");
    }

    @Test
    void sessionCookieIsGuardedAndItsTokenGoesToTheService() throws Exception {
        signIn();
        browse(to("/api/dispatch/cases"));

        HttpCookie session = cookie("WHISTLE_SESSION");
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(DISPATCH.last().header("Authorization")).startsWith("Bearer ey");
        assertThat(DISPATCH.last().header("Cookie")).isNull();
    }

    @Test
    void noOtherSiteSendsTheCookies() {
        assertThat(raw("GET /oauth2/authorization/whistle HTTP/1.1"))
                .containsPattern("Set-Cookie: WHISTLE_SESSION=[^;]+; Path=/; HttpOnly; SameSite=Lax");
        assertThat(raw("GET /me HTTP/1.1")).containsPattern("Set-Cookie: XSRF-TOKEN=[^;]+; Path=/; SameSite=Lax");
    }

    /** The session knows the tab that began last. */
    @Test
    void theTabThatBeganFirstFindsItselfSignedInToo() throws Exception {
        HttpClient tab = HttpClient.newBuilder().cookieHandler(cookies).build();
        HttpRequest begin = to("/oauth2/authorization/whistle").build();
        URI first = URI.create(tab.send(begin, BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow());
        signIn();

        HttpResponse<String> late = browse(HttpRequest.newBuilder(first));

        assertThat(late.uri().getQuery()).isNull();
        assertThat(browse(to("/me")).statusCode()).isEqualTo(200);
    }

    @Test
    void writeOfASessionNeedsTheCsrfToken() throws Exception {
        signIn();
        var without = browse(to("/api/dispatch/cases").POST(BodyPublishers.ofString("{}")));
        var with = browse(to("/api/dispatch/cases")
                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN").getValue())
                .POST(BodyPublishers.ofString("{}")));

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(body(without).get("code").asString()).isEqualTo("CSRF_TOKEN_INVALID");
        assertThat(with.statusCode()).isEqualTo(200);
    }

    @Test
    void expiredTokenIsRenewedOnce() throws Exception {
        IDENTITY.tokenLife = Duration.ofSeconds(1);
        int before = IDENTITY.refreshes.get();
        signIn();

        assertThat(browse(to("/api/dispatch/cases")).statusCode()).isEqualTo(200);
        assertThat(browse(to("/api/dispatch/cases")).statusCode()).isEqualTo(200);
        assertThat(IDENTITY.refreshes.get()).isEqualTo(before + 1);
    }

    @Test
    void loginThatCannotBeRenewedEnds() throws Exception {
        IDENTITY.tokenLife = Duration.ofSeconds(1);
        IDENTITY.refusesRefresh = true;
        signIn();
        var refused = browse(to("/api/dispatch/cases"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(body(refused).get("code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(browse(to("/me")).statusCode()).isEqualTo(401);
    }

    @Test
    void sessionsThatAreLockedAreNoFaultOfTheRequest() throws Exception {
        signIn();
        try (Connection other = TestSystem.shared().superuser(DATABASE);
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table spring_session in access exclusive mode");
            var busy = browse(to("/me"));

            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(body(busy).get("code").asString()).isEqualTo("BUSY");
            assertThat(busy.headers().firstValue("Retry-After")).hasValue("1");
            other.rollback();
        }
        assertThat(browse(to("/me")).statusCode()).isEqualTo(200);
    }

    @Test
    void logoutEndsTheSessionHereAndAtTheProvider() throws Exception {
        signIn();
        var out = browse(to("/logout")
                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN").getValue())
                .POST(BodyPublishers.noBody()));

        assertThat(body(out).get("location").asString())
                .as("the page gets no token")
                .isEqualTo("/logout/provider");
        assertThat(browse(to("/me")).statusCode()).isEqualTo(401);
        assertThat(browse(to("/logout/provider")).uri().toString())
                .startsWith(IDENTITY.issuer() + "/logout?id_token_hint=");
        assertThat(browse(to("/logout/provider")).uri().getPath()).as("once").isEqualTo("/");
    }

    @Test
    void leadingOnToTheProviderEndsNoSessionOfItsOwn() throws Exception {
        signIn();

        browse(to("/logout/provider"));

        assertThat(browse(to("/me")).statusCode()).isEqualTo(200);
    }

    @Test
    void bearerIsToldWhoItIsAndAForeignTokenIsNot() {
        String token = IDENTITY.tokenFor("dispatcher", Duration.ofHours(1));
        var known = send(to("/me").header("Authorization", "Bearer " + token));
        var foreign = send(to("/me").header("Authorization", "Bearer abc"));
        String identity = IDENTITY.idTokenFor("dispatcher", Duration.ofHours(1));
        var confused = send(to("/api/dispatch/cases").header("Authorization", "Bearer " + identity));

        assertThat(body(known).get("username").asString()).isEqualTo("dispatcher");
        assertThat(foreign.statusCode()).isEqualTo(401);
        assertThat(confused.statusCode()).as("an ID token opens nothing").isEqualTo(401);
    }

    private void signIn() throws Exception {
        browse(to("/oauth2/authorization/whistle"));
        browse(to("/"));
    }

    private HttpCookie cookie(String name) {
        return cookies.getCookieStore().get(URI.create("http://localhost:" + port + "/")).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> browse(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), BodyHandlers.ofString());
    }
}
