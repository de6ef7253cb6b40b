package org.whistle.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;

class CookiesTests {

    private final CookieSerializer cookies = new Cookies().sessionCookie();

    @ParameterizedTest
    @CsvSource({"true, __Host-WHISTLE_SESSION", "false, WHISTLE_SESSION"})
    void overTlsTheSessionIsBoundToItsOrigin(boolean tls, String name) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        MockHttpServletResponse response = new MockHttpServletResponse();
        request.setSecure(tls);

        cookies.writeCookieValue(new CookieValue(request, response, "id"));

        Cookie written = response.getCookie(name);
        assertThat(written).isNotNull();
        assertThat(written.getSecure()).isEqualTo(tls);
        assertThat(written.getPath()).isEqualTo("/");
        assertThat(written.getDomain()).isNull();
        request.setCookies(written);
        assertThat(cookies.readCookieValues(request)).containsExactly("id");
        request.setSecure(!tls);
        assertThat(cookies.readCookieValues(request)).isEmpty();
    }
}
