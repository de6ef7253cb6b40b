package org.whistle.gateway.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The gateway's own refusals; the codes are stable, the texts are in {@code problems*.properties}. */
public enum GatewayProblem {
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    CSRF_TOKEN_INVALID(HttpStatus.FORBIDDEN),
    ACCESS_DENIED(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    REQUEST_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    SERVICE_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT),
    IDENTITY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    GatewayProblem(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    URI type() {
        return URI.create(
                "urn:whistle:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    String key(String part) {
        return name() + "." + part;
    }
}
