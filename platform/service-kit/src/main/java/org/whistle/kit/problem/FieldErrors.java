package org.whistle.kit.problem;

import jakarta.validation.ConstraintViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.whistle.kit.problem.Refusal.FieldError;
import org.whistle.kit.time.DayOrTime;

/** What a refused value may be, from the type it is read into or from its constraint. */
final class FieldErrors {

    private static final BigDecimal UNBOUNDED = BigDecimal.valueOf(Integer.MAX_VALUE);

    private FieldErrors() {}

    /** A value that is not of its type; codes are named where the type has them. */
    static FieldError unreadable(String pointer, @Nullable Class<?> wanted) {
        if (wanted == null) {
            return new FieldError(pointer, "INVALID_FIELD");
        }
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(wanted);
        if (type == Boolean.class) {
            return FieldError.oneOf(pointer, "INVALID_FIELD", List.of("true", "false"));
        }
        if (type.isEnum()) {
            List<String> codes = Arrays.stream(type.getEnumConstants())
                    .map(value -> ((Enum<?>) value).name())
                    .toList();
            return FieldError.oneOf(pointer, "INVALID_FIELD", codes);
        }
        // a text is wrong only by its characters, a time mostly by its size
        if (type == String.class) {
            return new FieldError(pointer, "INVALID_TEXT");
        }
        if (type == Instant.class || type == LocalDate.class || type == DayOrTime.class) {
            return new FieldError(pointer, "INVALID_TIME");
        }
        if (type == UUID.class) {
            return new FieldError(pointer, "INVALID_ID");
        }
        if (type == Integer.class || type == Long.class || type == Short.class) {
            return new FieldError(pointer, "INVALID_INTEGER");
        }
        return new FieldError(pointer, Number.class.isAssignableFrom(type) ? "INVALID_NUMBER" : "INVALID_FIELD");
    }

    /** A value that its constraint does not allow. */
    static FieldError violated(String pointer, ConstraintViolation<?> violation) {
        Map<String, Object> constraint = violation.getConstraintDescriptor().getAttributes();
        return switch (violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName()) {
            case "NotNull", "NotBlank", "NotEmpty" -> new FieldError(pointer, "REQUIRED");
            case "Size" -> limited(pointer, "WRONG_SIZE", constraint.get("min"), constraint.get("max"));
            case "Min", "DecimalMin" -> limited(pointer, "OUT_OF_RANGE", constraint.get("value"), null);
            case "Max", "DecimalMax" -> limited(pointer, "OUT_OF_RANGE", null, constraint.get("value"));
            case "Digits" ->
                FieldError.matching(
                        pointer,
                        "-?\\d{1,%s}(\\.\\d{1,%s})?".formatted(constraint.get("integer"), constraint.get("fraction")));
            case "Pattern" -> FieldError.matching(pointer, String.valueOf(constraint.get("regexp")));
            default -> new FieldError(pointer, "INVALID_FIELD");
        };
    }

    private static FieldError limited(String pointer, String code, @Nullable Object min, @Nullable Object max) {
        BigDecimal least = number(min);
        BigDecimal most = number(max);
        return new FieldError(
                pointer,
                code,
                null,
                null,
                BigDecimal.ZERO.equals(least) && most != null ? null : least,
                UNBOUNDED.equals(most) ? null : most,
                null);
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return value == null ? null : new BigDecimal(value.toString());
    }
}
