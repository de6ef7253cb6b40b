package org.whistle.intake.workorder.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.whistle.intake.workorder.WorkOrderProperties;

/** Accepts pushes from a platform with its own token; checked before the message is read. */
@Component
class PushToken implements AuthorizationManager<RequestAuthorizationContext> {

    private final WorkOrderProperties properties;

    PushToken(WorkOrderProperties properties) {
        this.properties = properties;
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext push) {
        String expected = properties
                .find(push.getVariables().getOrDefault("system", ""))
                .map(WorkOrderProperties.System::inboundToken)
                .filter(token -> !token.isBlank())
                .orElse(null);
        String brought = push.getRequest().getHeader(HttpHeaders.AUTHORIZATION);
        return new AuthorizationDecision(expected != null
                && brought != null
                && MessageDigest.isEqual(utf8("Bearer " + expected), utf8(brought)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
