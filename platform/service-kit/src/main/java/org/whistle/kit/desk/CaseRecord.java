package org.whistle.kit.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk's own record of a case. */
public interface CaseRecord {

    /** The case. */
    UUID caseId();

    /** From 1, one more with every reopening. */
    int round();

    /** The grid, or the code of whoever has to locate it. */
    @Nullable
    String jurisdiction();
}
