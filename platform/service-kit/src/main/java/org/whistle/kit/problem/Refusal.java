package org.whistle.kit.problem;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a request is refused; nothing was changed. Each has a stable code. */
public sealed interface Refusal {

    /** The stable code; its title is in {@code whistle/problems*.properties}. */
    String code();

    /** The HTTP status. */
    int status();

    /** Seconds after which to try again, where that helps. */
    default Optional<String> retryAfter() {
        return status() == 503 ? Optional.of("1") : Optional.empty();
    }

    /** Outside the caller's scope, or not there at all: the two look the same. */
    record NotFound() implements Refusal {

        @Override
        public String code() {
            return "NOT_FOUND";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /** In scope, but not for this role or person. */
    record Forbidden(String code) implements Refusal {

        @Override
        public int status() {
            return 403;
        }
    }

    /** Not in this state, or not any more. */
    record Conflict(String code, @Nullable String state, List<String> allowedActions) implements Refusal {

        public Conflict {
            allowedActions = List.copyOf(allowedActions);
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /** Taken already, and by whom. */
    record Taken(String code, java.util.UUID caseId) implements Refusal {

        @Override
        public int status() {
            return 409;
        }
    }

    /**
     * The caller has to confirm the consequences first.
     *
     * @param missing the parameters that confirm them
     * @param consequences the consequences
     */
    record Unconfirmed(List<FieldError> missing, Object consequences) implements Refusal {

        public Unconfirmed {
            missing = List.copyOf(missing);
        }

        @Override
        public String code() {
            return "CONFIRMATION_NEEDED";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /** Well-formed but not acceptable, field by field. */
    record Unprocessable(List<FieldError> errors) implements Refusal {

        public Unprocessable {
            errors = List.copyOf(errors);
        }

        @Override
        public String code() {
            return "UNPROCESSABLE";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** Not well-formed; {@code errors} where known field by field. */
    record Malformed(String code, List<FieldError> errors) implements Refusal {

        public Malformed {
            errors = List.copyOf(errors);
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /** A refusal with another HTTP status. */
    record Other(int status, String code) implements Refusal {}

    /**
     * What is wrong with one field, and what it may have.
     *
     * @param pointer RFC 6901, such as {@code /position/longitude}
     * @param message for people; filled from the messages when absent
     * @param allowed the values that the field may have, where they are few
     * @param min the least value; of a text or a list the least size
     * @param max the greatest value; of a text or a list the greatest size
     * @param pattern a regular expression that a text matches as a whole
     */
    record FieldError(
            String pointer,
            String code,
            @Nullable String message,
            @Nullable List<String> allowed,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable String pattern) {

        public FieldError {
            allowed = allowed == null ? null : List.copyOf(allowed);
        }

        /** An error with a message of its own. */
        public FieldError(String pointer, String code, @Nullable String message) {
            this(pointer, code, message, null, null, null, null);
        }

        /** An error whose message is in the message files under its code. */
        public FieldError(String pointer, String code) {
            this(pointer, code, null);
        }

        /** A value that is none of a few. */
        public static FieldError oneOf(String pointer, String code, List<String> allowed) {
            return new FieldError(pointer, code, null, allowed, null, null, null);
        }

        /** A number out of its range. */
        public static FieldError between(String pointer, @Nullable BigDecimal min, @Nullable BigDecimal max) {
            return new FieldError(pointer, "OUT_OF_RANGE", null, null, min, max, null);
        }

        /** A text that does not match. */
        public static FieldError matching(String pointer, String pattern) {
            return new FieldError(pointer, "INVALID_FIELD", null, null, null, null, pattern);
        }

        FieldError with(String text) {
            return new FieldError(pointer, code, text, allowed, min, max, pattern);
        }
    }
}
