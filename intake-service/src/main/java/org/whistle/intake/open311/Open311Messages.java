package org.whistle.intake.open311;

import java.util.Locale;
import java.util.Objects;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import org.whistle.events.code.CaseState;

/** The texts of Open311 for people, in Chinese unless English is asked for. */
@Component
public class Open311Messages {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    Open311Messages() {
        messages.setBasename("whistle/open311");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
    }

    /** The message of a code. */
    public String of(String code, Locale locale, Object... arguments) {
        return Objects.requireNonNullElse(messages.getMessage(code, arguments, code, locale), code);
    }

    String of(CaseState state, Locale locale) {
        return of("STATE_" + state.name(), locale);
    }
}
