package org.whistle.kit.problem;

import java.util.List;

/** Carries a refusal out of a decision; the transaction rolls back. */
public final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    /** Refuses. */
    public RefusedException(Refusal refusal) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
    }

    /** Refuses because of one field. */
    public static RefusedException field(String pointer, String code) {
        return field(new Refusal.FieldError(pointer, code));
    }

    /** Refuses because of one field, and says what it may have. */
    public static RefusedException field(Refusal.FieldError error) {
        return new RefusedException(new Refusal.Unprocessable(List.of(error)));
    }

    /** Refuses a body that lacks a field. */
    public static RefusedException missing(String pointer) {
        return new RefusedException(
                new Refusal.Malformed("INVALID_FIELD", List.of(new Refusal.FieldError(pointer, "REQUIRED"))));
    }

    /** Refuses as if it were not there. */
    public static RefusedException notFound() {
        return new RefusedException(new Refusal.NotFound());
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
