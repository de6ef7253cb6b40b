package org.whistle.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** Tells apart who may be calling. */
final class Callers {

    private static final String BEARER = "Bearer ";

    private Callers() {}

    /** The caller's own token, or null. */
    static @Nullable String bearerOf(HttpServletRequest request) {
        String value = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = value != null && value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? value.substring(BEARER.length()).strip() : null;
    }

    static boolean isApi(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.equals("/me");
    }

    /** Integrations: their own token, no session, nothing a foreign page could forge. */
    static boolean isBearerCall(HttpServletRequest request) {
        return isApi(request) && bearerOf(request) != null;
    }

    /** Whoever brings a token of their own, and the systems that speak Open311 or exchange work orders. */
    static boolean haveNoSession(HttpServletRequest request) {
        String path = request.getRequestURI();
        return isBearerCall(request) || path.startsWith("/open311/") || path.startsWith("/work-orders/");
    }

    /** Somebody opening an address in a browser. */
    static boolean isNavigation(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return !isApi(request)
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
