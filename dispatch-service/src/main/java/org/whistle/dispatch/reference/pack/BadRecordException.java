package org.whistle.dispatch.reference.pack;

/** A record whose form does not fit its kind; its values were not checked yet. */
public final class BadRecordException extends RuntimeException {

    private final String field;
    private final String code;

    BadRecordException(String field, String code) {
        super(field + ": " + code);
        this.field = field;
        this.code = code;
    }

    /** The field, empty for the code of the record. */
    public String field() {
        return field;
    }

    /** The stable code of what is wrong. */
    public String code() {
        return code;
    }
}
