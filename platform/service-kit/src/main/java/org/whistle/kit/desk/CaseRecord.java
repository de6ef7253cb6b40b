package org.whistle.kit.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockRules;

/** A desk's own record of a case. */
public interface CaseRecord {

    /** The case. */
    UUID caseId();

    /** What people call it. */
    String caseNumber();

    /** From 1, one more with every reopening. */
    int round();

    /** The grid, or the code of the jurisdiction that has to locate it. */
    @Nullable
    String jurisdiction();

    /** Whether this desk still has something to do with it, clocks aside. */
    boolean open();

    /** The case's clocks, as far as this desk knows them. */
    ClockBook clocks();

    /** What the clock table looks at. */
    ClockRules.Traits traits();
}
