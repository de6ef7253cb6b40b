package org.whistle.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.gateway.problem.GatewayProblem;
import org.whistle.gateway.problem.ProblemException;

/** Answers the console who is signed in. */
@RestController
class Me {

    /**
     * The signed-in person with their grants.
     *
     * @param grants role, scopes and unit, as in the token
     */
    record Person(String username, String name, List<Map<String, Object>> grants) {}

    private final TokenRelay relay;
    private final JwtDecoder tokens;

    Me(TokenRelay relay, JwtDecoder tokens) {
        this.relay = relay;
        this.tokens = tokens;
    }

    @GetMapping("/me")
    Person me(HttpServletRequest request, Principal principal) {
        return personOf(
                switch (principal) {
                    case OAuth2AuthenticationToken login -> decode(relay.tokenOf(login, request));
                    case JwtAuthenticationToken bearer -> bearer.getToken();
                    default -> throw new IllegalStateException("neither session nor bearer");
                });
    }

    private Jwt decode(String token) {
        try {
            return tokens.decode(token);
        } catch (BadJwtException e) {
            throw new ProblemException(GatewayProblem.UNAUTHENTICATED, e);
        } catch (JwtException e) {
            throw new ProblemException(GatewayProblem.IDENTITY_UNAVAILABLE, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Person personOf(Jwt token) {
        String username = Objects.requireNonNullElse(token.getClaimAsString("preferred_username"), token.getSubject());
        String name = Objects.requireNonNullElse(token.getClaimAsString("name"), username);
        Object grants = Objects.requireNonNullElse(token.getClaim("grants"), List.of());
        return new Person(username, name, (List<Map<String, Object>>) grants);
    }
}
