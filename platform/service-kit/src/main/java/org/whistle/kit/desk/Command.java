package org.whistle.kit.desk;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A command to a desk about a case; the shape is a body of api.md. */
public interface Command {

    /** The version the caller saw; absent where it does not matter. */
    @Nullable
    Long expectedVersion();

    /** The action of the transition table: the command's name, such as {@code review-return}. */
    default String action() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
