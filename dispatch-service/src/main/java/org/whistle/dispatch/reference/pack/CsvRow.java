package org.whistle.dispatch.reference.pack;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Limit;
import org.whistle.events.code.ClockUnit;
import org.whistle.kit.time.Bounds;

/** One line of a CSV file; a value that cannot be read is noted and answered with {@code null}. */
final class CsvRow {

    private static final int LONGEST_TEXT = 500;
    private static final int LARGEST_NUMBER = 100_000;

    private final PackFile file;
    private final int line;
    private final Map<String, String> values;
    private final Problems problems;

    CsvRow(PackFile file, int line, Map<String, String> values, Problems problems) {
        this.file = file;
        this.line = line;
        this.values = values;
        this.problems = problems;
    }

    int line() {
        return line;
    }

    void problem(String message) {
        problems.add(file, line, message);
    }

    String raw(String column) {
        return Objects.requireNonNull(values.get(column), column);
    }

    boolean blank(String column) {
        return raw(column).isEmpty();
    }

    @Nullable
    String text(String column) {
        String value = raw(column);
        if (value.isBlank()) {
            problem(column + " is empty");
            return null;
        }
        if (!value.equals(value.strip())
                || value.length() > LONGEST_TEXT
                || value.chars().anyMatch(Character::isISOControl)) {
            problem(column + ": '" + value + "' (expected: no outer blanks, control characters or more than "
                    + LONGEST_TEXT + " characters)");
            return null;
        }
        return value;
    }

    @Nullable
    String code(String column, Pattern pattern) {
        String value = text(column);
        if (value != null && !pattern.matcher(value).matches()) {
            problem(column + ": '" + value + "' (expected: " + pattern + ")");
            return null;
        }
        return value;
    }

    <E extends Enum<E>> @Nullable E oneOf(String column, Class<E> type) {
        String value = raw(column);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        problem(column + ": '" + value + "' (expected: one of " + Arrays.toString(type.getEnumConstants()) + ")");
        return null;
    }

    @Nullable
    Integer positive(String column) {
        String value = raw(column);
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= LARGEST_NUMBER) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, with the value
        }
        problem(column + ": '" + value + "' (expected: a whole number from 1 to " + LARGEST_NUMBER + ")");
        return null;
    }

    @Nullable
    Boolean flag(String column) {
        String value = raw(column);
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        problem(column + ": '" + value + "' (expected: true or false)");
        return null;
    }

    /** A day from 1900 to 9999. */
    @Nullable
    LocalDate date(String column) {
        try {
            LocalDate date = LocalDate.parse(raw(column));
            if (Bounds.contain(date)) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // reported below, with the value
        }
        problem(column + ": '" + raw(column) + "' (expected: a date from 1900 to 9999 such as 2026-10-01)");
        return null;
    }

    List<String> list(String column) {
        return blank(column) ? List.of() : List.of(raw(column).split(";", -1));
    }

    @Nullable
    Limit limit(String amountColumn, String unitColumn) {
        Integer amount = positive(amountColumn);
        ClockUnit unit = oneOf(unitColumn, ClockUnit.class);
        return amount == null || unit == null ? null : new Limit(amount, unit);
    }
}
