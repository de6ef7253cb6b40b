package org.whistle.audit.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that is written row by row and never held whole. */
public interface Sheet extends Closeable {

    /** One row; numbers and local times stay what they are, everything else is text that no spreadsheet takes for something else. */
    void row(List<? extends @Nullable Object> cells) throws IOException;
}
