package org.whistle.intake.contact;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How to reach a person; unknown parts are absent. */
public record Contact(
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String device) {

    /** Whether nothing is known. */
    public boolean unknown() {
        return Stream.of(name, phone, email, device).allMatch(part -> part == null || part.isBlank());
    }

    @Override
    public String toString() {
        return "Contact[***]";
    }
}
