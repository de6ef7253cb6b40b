package org.whistle.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** With TLS, the session cookie has the prefix {@code __Host-}: no other site and no unencrypted page can set it. */
@Configuration(proxyBeanMethods = false)
class Cookies {

    private static final String SESSION = "WHISTLE_SESSION";
    private static final String LAX = "Lax";

    @Bean
    CookieSerializer sessionCookie() {
        CookieSerializer overTls = named("__Host-" + SESSION);
        CookieSerializer plain = named(SESSION);
        return new CookieSerializer() {

            @Override
            public void writeCookieValue(CookieValue value) {
                of(value.getRequest()).writeCookieValue(value);
            }

            @Override
            public List<String> readCookieValues(HttpServletRequest request) {
                return of(request).readCookieValues(request);
            }

            private CookieSerializer of(HttpServletRequest request) {
                return request.isSecure() ? overTls : plain;
            }
        };
    }

    private static CookieSerializer named(String name) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(name);
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite(LAX);
        return cookie;
    }

    /** The console reads it and sends it back as a header. */
    static CookieCsrfTokenRepository csrf() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite(LAX));
        return tokens;
    }
}
