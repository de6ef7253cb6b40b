package org.whistle.kit.input;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Codes in a query or path, in any case and with {@code -} as well as {@code _}: {@code county}, {@code call-backs}. */
@SuppressWarnings({"rawtypes", "unchecked", "NullAway"}) // non-null by default, as everywhere in Spring
public final class CodeNames implements ConverterFactory<String, Enum> {

    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
        return name -> (T) code(type, name.strip());
    }

    private static @Nullable Object code(Class<? extends Enum> type, String name) {
        return name.isEmpty()
                ? null
                : Arrays.stream(type.getEnumConstants())
                        .filter(code -> letters(code.name()).equals(letters(name)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("code: " + name));
    }

    private static String letters(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }
}
