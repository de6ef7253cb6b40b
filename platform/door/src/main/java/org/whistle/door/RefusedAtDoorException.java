package org.whistle.door;

import org.springframework.security.web.firewall.RequestRejectedException;

/** What is wrong with an address, and where. */
public final class RefusedAtDoorException extends RequestRejectedException {

    private final String code;
    private final String field;

    RefusedAtDoorException(String code, String field) {
        super(code + " " + field);
        this.code = code;
        this.field = field;
    }

    /** {@code INVALID_PATH}, {@code INVALID_TEXT} or {@code TOO_MANY_PARAMETERS}. */
    public String code() {
        return code;
    }

    /** RFC 6901, such as {@code /text} for the parameter {@code text}. */
    public String pointer() {
        return "/" + field;
    }
}
