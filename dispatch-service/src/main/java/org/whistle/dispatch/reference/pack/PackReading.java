package org.whistle.dispatch.reference.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a pack.
 *
 * @param pack absent as soon as there is one error
 * @param errors by file and line
 */
public record PackReading(@Nullable Pack pack, List<PackError> errors) {

    public PackReading {
        errors = List.copyOf(errors);
    }
}
