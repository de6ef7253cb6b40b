package org.whistle.kit.desk;

import org.jspecify.annotations.Nullable;

/** Finds a county's calendar and limits. */
@FunctionalInterface
public interface CountyTimes {

    /** By any code within the county. */
    CountyTime timeOf(@Nullable String code);
}
