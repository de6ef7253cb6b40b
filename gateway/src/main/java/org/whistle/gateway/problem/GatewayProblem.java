package org.whistle.gateway.problem;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The gateway's own refusals; the codes are stable, the texts are in {@code problems*.properties}. */
public enum GatewayProblem {
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    CSRF_TOKEN_INVALID(HttpStatus.FORBIDDEN),
    ACCESS_DENIED(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    INVALID_PATH(HttpStatus.BAD_REQUEST),
    INVALID_TEXT(HttpStatus.BAD_REQUEST),
    TOO_MANY_PARAMETERS(HttpStatus.BAD_REQUEST),
    NAMELESS_PARAMETER(HttpStatus.BAD_REQUEST),
    UNKNOWN_HOST(HttpStatus.MISDIRECTED_REQUEST),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT),
    REQUEST_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    TOO_MANY_CALLS(HttpStatus.TOO_MANY_REQUESTS),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE),
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

    /** The problem for an HTTP status. */
    static GatewayProblem of(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> REQUEST_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
        };
    }

    /** Seconds after which to try again. */
    Optional<String> retryAfter() {
        return switch (this) {
            case BUSY -> Optional.of("1");
            case SERVICE_UNAVAILABLE, IDENTITY_UNAVAILABLE -> Optional.of("5");
            case TOO_MANY_CALLS -> Optional.of("10");
            default -> Optional.empty();
        };
    }

    URI type() {
        return URI.create(
                "urn:whistle:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    String key(String part) {
        return name() + "." + part;
    }
}
