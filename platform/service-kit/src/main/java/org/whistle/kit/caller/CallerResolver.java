package org.whistle.kit.caller;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.whistle.kit.retry.IdempotencyFilter;

/** Hands the {@link Caller} to controllers; the only one that asks who is signed in. */
@Component
public class CallerResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return current(request.getHeader(IdempotencyFilter.HEADER));
    }

    /**
     * The caller of the present request.
     *
     * @throws IllegalStateException without a bearer token
     */
    public static Caller current(@Nullable String requestId) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
            return of(token.getToken(), requestId);
        }
        throw new IllegalStateException("authentication: none (expected: a bearer token)");
    }

    /** The claim of grants in the token of the present request, with the times of each; empty without a bearer token. */
    public static Optional<SignedIn> signedIn() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? Optional.of(new SignedIn(
                        String.valueOf(token.getToken().getSubject()),
                        token.getToken().getClaims().get(GrantClaims.NAME)))
                : Optional.empty();
    }

    /** An account and its claim, for {@link GrantClaims#validAt}. */
    public record SignedIn(String account, @Nullable Object grants) {}

    private static Caller of(Jwt token, @Nullable String requestId) {
        List<Grant> grants =
                GrantClaims.validAt(Instant.now(), token.getClaims().get(GrantClaims.NAME));
        return new Caller(String.valueOf(token.getSubject()), grants, requestId);
    }
}
