package org.whistle.kit.kafka;

import java.util.OptionalLong;

/** Where a reader goes on that keeps its place with its data, whatever offsets its group has committed. */
@FunctionalInterface
public interface StartPositions {

    /** The first offset to read of a partition that was just assigned, or after a failure; empty for the committed one. */
    OptionalLong of(int partition);
}
