package org.whistle.kit.input;

import java.beans.PropertyEditorSupport;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.datetime.standard.InstantFormatter;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.whistle.door.PlainText;

/** Parameters, variables of the path, headers and fields of forms: only plain text and times within bounds. */
@ControllerAdvice
class ParameterInput {

    private static final InstantFormatter INSTANTS = new InstantFormatter();

    @InitBinder
    void plain(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new Editor(ParameterInput::text));
        binder.registerCustomEditor(Instant.class, new Editor(value -> value.isEmpty() ? null : instant(value)));
        binder.registerCustomEditor(LocalDate.class, new Editor(value -> value.isEmpty() ? null : date(value)));
    }

    private static String text(String value) {
        require(PlainText.isPlain(value));
        return PlainText.normalized(value);
    }

    private static Instant instant(String value) throws ParseException {
        Instant time = INSTANTS.parse(value, Locale.ROOT);
        require(Bounds.contain(time));
        return time;
    }

    private static LocalDate date(String value) {
        LocalDate date = LocalDate.parse(value);
        require(Bounds.contain(date));
        return date;
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("value: not allowed");
        }
    }

    /** Reads the text of a value; throws for what may not enter. */
    private interface Reading {
        @Nullable
        Object of(String value) throws ParseException;
    }

    /** Binding answers 400 only for an {@link IllegalArgumentException}; every other exception would be a 500. */
    private static final class Editor extends PropertyEditorSupport {

        private final Reading reading;

        Editor(Reading reading) {
            this.reading = reading;
        }

        @Override
        public void setAsText(String value) {
            try {
                setValue(reading.of(value));
            } catch (ParseException | DateTimeException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
