package org.whistle.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.whistle.gateway.problem.GatewayProblem;
import org.whistle.gateway.problem.ProblemException;

/** Gives a session's request the session's access token, renewed when it is due; a bearer's request keeps its own. */
@Component
public class TokenRelay {

    private final OAuth2AuthorizedClientManager clients;

    TokenRelay(OAuth2AuthorizedClientManager clients) {
        this.clients = clients;
    }

    public HandlerFilterFunction<ServerResponse, ServerResponse> filter() {
        return (request, next) -> {
            if (!(request.principal().orElse(null) instanceof OAuth2AuthenticationToken login)) {
                return next.handle(request);
            }
            String token = tokenOf(login, request.servletRequest());
            return next.handle(ServerRequest.from(request)
                    .headers(headers -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token))
                    .build());
        };
    }

    /** The login's access token; a login that cannot be renewed ends, and the caller has to sign in again. */
    String tokenOf(OAuth2AuthenticationToken login, HttpServletRequest request) {
        try {
            OAuth2AuthorizedClient client = clients.authorize(authorizationOf(login, request));
            if (client == null) {
                throw new ClientAuthorizationRequiredException(login.getAuthorizedClientRegistrationId());
            }
            return client.getAccessToken().getTokenValue();
        } catch (ClientAuthorizationException e) {
            if (e instanceof ClientAuthorizationRequiredException || isRefused(e)) {
                end(request.getSession(false));
                throw new ProblemException(GatewayProblem.UNAUTHENTICATED, e);
            }
            throw new ProblemException(GatewayProblem.IDENTITY_UNAVAILABLE, e);
        } catch (OAuth2AuthorizationException e) {
            throw new ProblemException(GatewayProblem.IDENTITY_UNAVAILABLE, e);
        }
    }

    private static OAuth2AuthorizeRequest authorizationOf(Authentication login, HttpServletRequest request) {
        String registration = ((OAuth2AuthenticationToken) login).getAuthorizedClientRegistrationId();
        OAuth2AuthorizeRequest.Builder builder = OAuth2AuthorizeRequest.withClientRegistrationId(registration)
                .principal(login)
                .attribute(HttpServletRequest.class.getName(), request);
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                && current.getResponse() != null) {
            builder.attribute(HttpServletResponse.class.getName(), current.getResponse());
        }
        return builder.build();
    }

    private static boolean isRefused(OAuth2AuthorizationException e) {
        String code = e.getError().getErrorCode();
        return code.equals(OAuth2ErrorCodes.INVALID_GRANT) || code.equals(OAuth2ErrorCodes.INVALID_TOKEN);
    }

    private static void end(@Nullable HttpSession session) {
        if (session != null) {
            session.invalidate();
        }
    }
}
