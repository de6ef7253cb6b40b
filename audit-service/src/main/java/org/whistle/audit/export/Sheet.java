package org.whistle.audit.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that is written row by row and never held whole. */
public interface Sheet extends Closeable {

    /** One row; numbers stay numbers, everything else is text that no spreadsheet takes for a formula. */
    void row(List<? extends @Nullable Object> cells) throws IOException;
}
