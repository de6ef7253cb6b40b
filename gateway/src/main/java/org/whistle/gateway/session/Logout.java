package org.whistle.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ends the session here and names the page's next address, which leads to the identity provider's own sign-out. That one asks
 * for the ID token: it is kept in a new session and goes into a redirect, so the page never holds it.
 */
@Component
class Logout extends OidcClientInitiatedLogoutSuccessHandler {

    /** Where a page goes after it has signed out. */
    static final String AT_PROVIDER = "/logout/provider";

    private static final String ADDRESS = Logout.class.getName();

    Logout(ClientRegistrationRepository registrations, JsonMapper json) {
        super(registrations);
        setPostLogoutRedirectUri("{baseUrl}/");
        setRedirectStrategy((request, response, location) -> {
            request.getSession().setAttribute(ADDRESS, location);
            answer(response, json, AT_PROVIDER);
        });
    }

    private static void answer(HttpServletResponse response, JsonMapper json, String location) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write(json.writeValueAsString(Map.of("location", location)));
    }

    @Override
    protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response) {
        return "/";
    }

    /** Leads on from {@link #AT_PROVIDER}, once; to the start page without a sign-out before it, or after another sign-in. */
    @RestController
    static class AtProvider {

        @GetMapping(AT_PROVIDER)
        void leadOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
            HttpSession between = request.getSession(false);
            @Nullable Object address = between == null ? null : between.getAttribute(ADDRESS);
            if (between == null || address == null || request.getUserPrincipal() != null) {
                response.sendRedirect("/");
                return;
            }
            between.invalidate();
            response.sendRedirect(address.toString());
        }
    }
}
