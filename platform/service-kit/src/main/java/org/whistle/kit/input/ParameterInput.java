package org.whistle.kit.input;

import java.beans.PropertyEditorSupport;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.whistle.door.PlainText;
import org.whistle.kit.time.DayOrTime;

/** Parameters, variables of the path, headers and fields of forms: only plain text and times within bounds. */
@ControllerAdvice
class ParameterInput {

    @InitBinder
    void plain(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new Editor(ParameterInput::text));
        binder.registerCustomEditor(Instant.class, new Editor(value -> value.isEmpty() ? null : DayOrTime.time(value)));
        binder.registerCustomEditor(DayOrTime.class, new Editor(value -> value.isEmpty() ? null : DayOrTime.of(value)));
        binder.registerCustomEditor(
                LocalDate.class, new Editor(value -> value.isEmpty() ? null : DayOrTime.day(value)));
    }

    private static String text(String value) {
        if (!PlainText.isPlain(value)) {
            throw new IllegalArgumentException("value: not allowed");
        }
        return PlainText.normalized(value);
    }

    /** Reads the text of a value; throws for what may not enter. */
    private interface Reading {
        @Nullable
        Object of(String value);
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
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
