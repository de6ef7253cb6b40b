package org.whistle.door;

import org.springframework.security.web.firewall.RequestRejectedException;

/** What is wrong with a request before anything of it is looked at, and where. */
public final class RefusedAtDoorException extends RequestRejectedException {

    private final String code;
    private final String field;

    /**
     * Refuses a request.
     *
     * @param field the parameter or header, or {@code path}
     */
    public RefusedAtDoorException(String code, String field) {
        super(code + " " + field);
        this.code = code;
        this.field = field;
    }

    /** {@code INVALID_PATH}, {@code INVALID_TEXT}, {@code TOO_MANY_PARAMETERS}, {@code NAMELESS_PARAMETER}, {@code UNSUPPORTED_MEDIA_TYPE}; at the gateway also {@code UNKNOWN_HOST}. */
    public String code() {
        return code;
    }

    /** RFC 6901, such as {@code /text} for the parameter {@code text}. */
    public String pointer() {
        return "/" + field;
    }
}
