package org.whistle.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.whistle.gateway.problem.GatewayProblem;
import org.whistle.gateway.problem.Problems;

/** Sends a browser to the login and answers other clients with a problem. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Problems problems;

    Refusals(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (Callers.isNavigation(request)) {
            response.sendRedirect(SecurityConfiguration.LOGIN);
            return;
        }
        if (cause instanceof AuthenticationServiceException) {
            problems.write(GatewayProblem.IDENTITY_UNAVAILABLE, request, response);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        problems.write(GatewayProblem.UNAUTHENTICATED, request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        boolean forged = cause instanceof CsrfException;
        problems.write(forged ? GatewayProblem.CSRF_TOKEN_INVALID : GatewayProblem.ACCESS_DENIED, request, response);
    }
}
