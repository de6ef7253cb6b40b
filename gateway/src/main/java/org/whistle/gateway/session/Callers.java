package org.whistle.gateway.session;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;
import static org.springframework.security.web.util.matcher.RequestMatchers.anyOf;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Distinguishes the kinds of callers. */
final class Callers {

    private static final String BEARER = "Bearer ";
    private static final RequestMatcher API = anyOf(pathPattern("/api/**"), pathPattern("/me"));

    private Callers() {}

    /** Integrations: their own token, no session, nothing a foreign page could forge. */
    static boolean isBearerCall(HttpServletRequest request) {
        String value = request.getHeader(HttpHeaders.AUTHORIZATION);
        return value != null && value.regionMatches(true, 0, BEARER, 0, BEARER.length()) && API.matches(request);
    }

    /** A person who opens an address in a browser. */
    static boolean isNavigation(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return !API.matches(request)
                && HttpMethod.GET.matches(request.getMethod())
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** A write that a browser may have been tricked into: one that comes with a session. */
    static boolean needsCsrfToken(HttpServletRequest request) {
        boolean safe = switch (request.getMethod()) {
            case "GET", "HEAD", "TRACE", "OPTIONS" -> true;
            default -> false;
        };
        return !safe && request.getSession(false) != null;
    }
}
